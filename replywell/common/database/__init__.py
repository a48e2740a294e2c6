"""The embedded PostgreSQL: its folder, its server, its roles.

Programs call `ensure()` and connect with `Cluster.url(role)`; everything else here serves that.
Nothing in this package needs Django.
"""

from replywell.common.database.cluster import Cluster, Role, Running, Stopped, ensure, status, stop
from replywell.common.database.files import ClusterError, binaries, home, pg_dump_path, psql_path
from replywell.common.database.roles import ROLE_NAMES, prepare_roles

__all__ = [
    "ROLE_NAMES",
    "Cluster",
    "ClusterError",
    "Role",
    "Running",
    "Stopped",
    "binaries",
    "ensure",
    "home",
    "pg_dump_path",
    "prepare_roles",
    "psql_path",
    "status",
    "stop",
]
