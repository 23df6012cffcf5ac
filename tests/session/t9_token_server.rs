//! T9: the token server, over real sockets.
