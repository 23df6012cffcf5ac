//! What a person sees of the session: renewal, other windows, secrets.

mod renewal;
mod secrecy;
mod windows;
