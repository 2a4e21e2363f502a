//! Managed fields: who set what.

use super::read::{Malformed, Reader};
use crate::field_path::FieldPath;
use crate::json::Json;

/// Reads an entry of managed fields, of which nothing but the types of its fields is checked: a server forgets what
/// it cannot use of it, and on creation all of it, as everything is set by who creates the object. (It limits how long
/// the names in an entry may be that an update leaves as it was; those it wrote itself are never longer.)
pub(super) fn read<'a, J: Json<'a>, P: Fn() -> FieldPath>(
    reader: &Reader<J, P>,
    unknown: &mut Vec<FieldPath>,
) -> Result<(), Malformed> {
    reader.each_member(|name, member| {
        match name {
            "manager" | "operation" | "fieldsType" | "subresource" | "apiVersion" => {
                member.text()?;
            }
            "time" => drop(member.time()?),
            "fieldsV1" => {}
            _ => unknown.push((member.path)()),
        }
        Ok(())
    })
}
