//! Reads Gateway API manifests from files and folders, and remembers where everything stood.
//!
//! [`Manifests::read`] takes what people name on a command line: files, folders, `-` for the standard
//! input. What cannot be read is reported as a [`Finding`] with file, line and column, and left out; it
//! never affects its neighbours. [`Manifests::place`] leads back from an object and a field to the text,
//! so that whoever finds something later can show it where it was written. With the feature `engine`,
//! [`Manifests::engine_input`] is what `gateway-route-engine` compiles, and [`Manifests::locate`] leads back
//! from its diagnostics. With `watch`, `Watch` tells when what was read has changed.
//!
//! ```
//! use gateway_manifests::Manifests;
//!
//! let yaml = "apiVersion: gateway.networking.k8s.io/v1\nkind: GatewayClass\nmetadata:\n  name: edge\n";
//! let manifests = Manifests::from_texts([("edge.yaml", yaml)]);
//! let object = &manifests.objects()[0];
//! assert_eq!(object.key().to_string(), "GatewayClass `edge`");
//!
//! let place = manifests.place(object.key(), &"metadata.name".parse()?).expect("the object is there");
//! assert_eq!(place.to_string(), "edge.yaml:4:9");
//! # Ok::<(), gateway_validate::field_path::InvalidFieldPath>(())
//! ```

#[cfg(feature = "engine")]
mod engine;
mod finding;
mod from_node;
mod inventory;
mod load;
mod object;
pub mod parallel;
mod read;
mod render;
mod repetition;
mod typed;
#[cfg(feature = "watch")]
mod watch;

#[cfg(feature = "engine")]
pub use engine::EngineInput;
pub use finding::{Finding, Place, Range, Severity};
pub use inventory::{Inventory, Written};
pub use load::Manifests;
pub use object::{LoadedObject, ObjectKey, Source};
pub use read::STANDARD_INPUT;
pub use render::short;
pub use typed::TypedObject;
#[cfg(feature = "watch")]
pub use watch::Watch;

/// Holds the README to its example.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
