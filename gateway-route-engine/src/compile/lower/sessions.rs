//! Session persistence of a rule, for those of its backends that do not bring their own (spec
//! 12.91).

use gateway_api_types::SessionPersistence;

use super::Lowering;
use crate::backend::Backend;
use crate::compile::field::Field;
use crate::compile::session_persistence::lower;
use crate::session_persistence::SessionScope;

impl Lowering<'_, '_> {
    /// Lowers the stanza of a rule into its backends; the standard channel does not know it.
    pub(crate) fn sessions(
        &mut self,
        field: Field<'_>,
        wire: Option<&SessionPersistence>,
        backends: &mut [Backend],
    ) {
        let Some(wire) = wire.filter(|_| self.context.experimental()) else {
            return;
        };
        let mut lowered = lower(field.member("sessionPersistence"), wire, SessionScope::Rule);
        for finding in lowered.notes.drain(..) {
            self.note(finding);
        }
        for finding in lowered.faults.drain(..) {
            self.invalid(finding);
        }
        let stanza = lowered.stanza();
        for backend in backends {
            if !self.has_own_sessions(backend) {
                backend.session_persistence.clone_from(&stanza.0);
            }
        }
    }

    /// Whether a backend is an XBackend that has a say in sessions, be it that there are none.
    fn has_own_sessions(&self, backend: &Backend) -> bool {
        let x_backends = &self.context.policies.x_backends;
        if &*backend.target.kind != "XBackend" || x_backends.is_empty() {
            return false;
        }
        let name = backend.target.object_name();
        x_backends
            .get(&name)
            .is_some_and(|found| found.session_persistence.is_some())
    }
}
