//! Words of the commands about the program itself, and of what commands print for programs.

mod codes;
mod fields;
mod network;
mod program;
