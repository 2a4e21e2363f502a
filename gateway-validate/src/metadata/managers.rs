//! Managed fields: who set what.

use super::Complain;
use super::read::{Malformed, Reader};
use crate::field_path::FieldPath;
use crate::json::{Json, View};

const MAX_MANAGER: usize = 128;
const MAX_SUBRESOURCE: usize = 256;

/// Which fields a manager owns, as far as it is checked.
#[derive(Clone, Debug, Default)]
pub(crate) struct ManagedFields<'a> {
    manager: &'a str,
    operation: &'a str,
    api_version: &'a str,
    fields_type: &'a str,
    subresource: &'a str,
    /// Whether the fields are not the mapping that they must be.
    malformed: bool,
}

impl<'a> ManagedFields<'a> {
    pub(super) fn read<J: Json<'a>, P: Fn() -> FieldPath>(
        reader: &Reader<J, P>,
        unknown: &mut Vec<FieldPath>,
    ) -> Result<Self, Malformed> {
        let mut fields = Self::default();
        reader.each_member(|name, member| {
            match name {
                "manager" => fields.manager = member.text()?,
                "operation" => fields.operation = member.text()?,
                "fieldsType" => fields.fields_type = member.text()?,
                "subresource" => fields.subresource = member.text()?,
                "apiVersion" => fields.api_version = member.text()?,
                "time" => drop(member.time()?),
                "fieldsV1" => {
                    fields.malformed = !matches!(member.value.view(), View::Object(_) | View::Null);
                }
                _ => unknown.push((member.path)()),
            }
            Ok(())
        })?;
        Ok(fields)
    }

    /// Whether the server can read them.
    fn is_readable(&self) -> bool {
        ["Apply", "Update"].contains(&self.operation)
            && !self.api_version.is_empty()
            && self.fields_type == "FieldsV1"
            && !self.malformed
    }
}

/// Checks managed fields. If one entry cannot be read the server forgets all of them, and makes its own.
pub(super) fn check(entries: &[ManagedFields<'_>], complain: &mut Complain<'_>) {
    if !entries.iter().all(ManagedFields::is_readable) {
        return;
    }
    for (index, entry) in entries.iter().enumerate() {
        let path = |field: &str| format!("managedFields[{index}].{field}");
        if entry.manager.len() > MAX_MANAGER {
            complain.too_long(&path("manager"), MAX_MANAGER);
        }
        if entry.subresource.len() > MAX_SUBRESOURCE {
            complain.too_long(&path("subresource"), MAX_SUBRESOURCE);
        }
    }
}
