//! TLS: ended towards clients, passed through, and begun towards backends.

/// The TLS that is spoken with a backend's endpoints: one identity asked for, and one shown.
#[derive(Debug)]
pub struct ClientTls {}
