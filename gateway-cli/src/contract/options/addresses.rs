//! Addresses of Gateways and of Services, as options give them.

use std::fmt;

use gateway_api_types::{
    AddressType, GatewayAddressRoutabilityType as Routability, NamespacedName,
};
use gateway_route_engine::{AssignedAddress, Cidr, UnusableAddress};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct AssignedFile {
    gateway: Option<GatewayFile>,
    r#type: Option<AddressType>,
    value: String,
    #[serde(default)]
    routability: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GatewayFile {
    namespace: Option<String>,
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct UnusableMembers {
    r#type: Option<AddressType>,
    value: Option<String>,
    routability: Option<String>,
}

/// An unusable address: its value, or an object with more.
struct UnusableFile(UnusableAddress);

/// A range of addresses, as text.
struct CidrFile(Cidr);

/// Reads addresses that Gateways have.
pub(super) fn assigned_addresses<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Vec<AssignedAddress>, D::Error> {
    let found = Vec::<AssignedFile>::deserialize(from)?;
    let read = found.into_iter().map(|address| AssignedAddress {
        gateway: address.gateway.map(|gateway| {
            let namespace = gateway.namespace.as_deref().unwrap_or("default");
            NamespacedName::new(namespace, gateway.name)
        }),
        r#type: address.r#type.unwrap_or(AddressType::IpAddress),
        value: address.value,
        routability: Routability::from(address.routability),
    });
    Ok(read.collect())
}

/// Reads addresses that no Gateway can have.
pub(super) fn unusable_addresses<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Vec<UnusableAddress>, D::Error> {
    let found = Vec::<UnusableFile>::deserialize(from)?;
    Ok(found.into_iter().map(|address| address.0).collect())
}

/// Reads ranges of addresses.
pub(super) fn service_cidrs<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Cidr>, D::Error> {
    let found = Vec::<CidrFile>::deserialize(from)?;
    Ok(found.into_iter().map(|range| range.0).collect())
}

impl<'de> Deserialize<'de> for CidrFile {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let read = text.parse().map(Self);
        read.map_err(|error| D::Error::custom(format!("`{text}`: {error}")))
    }
}

impl<'de> Deserialize<'de> for UnusableFile {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(UnusableVisitor)
    }
}

struct UnusableVisitor;

impl<'de> Visitor<'de> for UnusableVisitor {
    type Value = UnusableFile;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an address, or an object with `type`, `value` or `routability`")
    }

    fn visit_str<E>(self, value: &str) -> Result<UnusableFile, E> {
        Ok(UnusableFile(UnusableAddress::of_value(value)))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<UnusableFile, A::Error> {
        let members = UnusableMembers::deserialize(MapAccessDeserializer::new(map))?;
        Ok(UnusableFile(UnusableAddress {
            r#type: members.r#type,
            value: members.value,
            routability: members.routability.map(Routability::from),
        }))
    }
}
