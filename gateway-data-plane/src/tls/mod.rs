//! TLS: ended towards clients, passed through, and begun towards backends.
//!
//! The engine says which Secrets and bundles count where; here they become what rustls wants. [`hello`] reads the
//! name that a connection asks for, [`termination`] holds what listeners show ([`certificates`]) and whom they
//! trust ([`trust`]), [`client`] speaks to backends. All of it belongs to one snapshot: handshakes from a reload on use the new
//! one.

pub mod certificates;
pub mod client;
pub mod hello;
pub mod material;
pub mod termination;
pub mod trust;
pub mod upstream;

use std::sync::{Arc, LazyLock};

use rustls::crypto::{CryptoProvider, ring};

pub use client::{ClientTls, Identities};
pub use material::Material;
pub use termination::Terminations;

/// The cryptography of every handshake.
pub(crate) fn provider() -> &'static Arc<CryptoProvider> {
    static PROVIDER: LazyLock<Arc<CryptoProvider>> =
        LazyLock::new(|| Arc::new(ring::default_provider()));
    &PROVIDER
}
