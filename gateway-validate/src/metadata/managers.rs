//! Managed fields: who set what.

use super::Complain;
use super::read::{Malformed, Reader};
use crate::field_path::FieldPath;
use crate::json::Json;

const MAX_MANAGER: usize = 128;
const MAX_SUBRESOURCE: usize = 256;

/// Which fields a manager owns, as far as it is checked.
#[derive(Clone, Debug, Default)]
pub(crate) struct ManagedFields<'a> {
    manager: &'a str,
    operation: &'a str,
    fields_type: &'a str,
    subresource: &'a str,
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
                "apiVersion" => drop(member.text()?),
                "time" => drop(member.time()?),
                "fieldsV1" => {}
                _ => unknown.push((member.path)()),
            }
            Ok(())
        })?;
        Ok(fields)
    }

    pub(super) fn check(&self, index: usize, complain: &mut Complain<'_>) {
        let path = |field: &str| format!("managedFields[{index}].{field}");
        if !["Apply", "Update"].contains(&self.operation) {
            complain.one(
                &path("operation"),
                self.operation,
                "must be `Apply` or `Update`",
            );
        }
        if !["", "FieldsV1"].contains(&self.fields_type) {
            complain.one(&path("fieldsType"), self.fields_type, "must be `FieldsV1`");
        }
        if self.manager.len() > MAX_MANAGER {
            complain.too_long(&path("manager"), MAX_MANAGER);
        }
        if self.subresource.len() > MAX_SUBRESOURCE {
            complain.too_long(&path("subresource"), MAX_SUBRESOURCE);
        }
    }
}
