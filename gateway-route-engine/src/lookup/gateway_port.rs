//! Gateway port: where a data plane's socket enters the table, found once for all its requests.

use std::sync::Arc;

use gateway_api_types::NamespacedName;

use super::locate_at_port;
use crate::decision::Decision;
use crate::normalize::PathForm;
use crate::request::RequestView;
use crate::table::{PortTable, RoutingTable};

/// A port of a Gateway, with the listeners and routes of one [`RoutingTable`] (spec 2.3). A data plane
/// that knows at which of its sockets a request arrived finds it once for each socket and table, and
/// is spared the lookup by name and number for each request. Cheap to clone; it never changes, and a
/// new table has new ones.
#[derive(Clone, Debug)]
pub struct GatewayPort {
    table: Arc<PortTable>,
    path_form: PathForm,
}

impl RoutingTable {
    /// A port of a Gateway; `None` where none of its listeners has the port.
    pub fn port(&self, gateway: &NamespacedName, port: u16) -> Option<GatewayPort> {
        Some(GatewayPort {
            table: Arc::clone(self.gateway(gateway)?.port(port)?),
            path_form: self.path_form,
        })
    }
}

impl GatewayPort {
    /// Decides on a request that arrived at this port, as [`RoutingTable::route`] does. Where the
    /// request says that it arrived, by its `frontend` and `port`, has to be here: it is not looked
    /// at again.
    pub fn route(&self, request: &RequestView<'_>, entropy: u64) -> Decision<'_> {
        locate_at_port(request, &self.table).decide(self.path_form, request, entropy)
    }

    /// As [`RoutingTable::matched_path`], for a request that arrived at this port.
    pub fn matched_path(&self, request: &RequestView<'_>) -> Option<&str> {
        locate_at_port(request, &self.table).matched_path(self.path_form, request)
    }
}
