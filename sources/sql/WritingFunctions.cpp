// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/sql/WritingFunctions.h"

#include <algorithm>
#include <array>

namespace livebelt {

namespace {

// A name that ends in a star stands for all that begin so.

/// PostgreSQL 15, chapters 9.17, 9.27 and 35.4; its modules adminpack, dblink, tablefunc and others of appendix F.
/// Those that are handed a query as a text are here too: what that does cannot be seen.
constexpr std::array postgres{"lo_import*",
                              "lo_export",
                              "lo_creat*",
                              "lo_from_bytea",
                              "lo_put",
                              "lo_unlink",
                              "lo_truncate*",
                              "lo_open",
                              "lowrite",
                              "pg_file_write",
                              "pg_file_unlink",
                              "pg_file_rename",
                              "pg_file_sync",
                              "dblink*",
                              "postgres_fdw_disconnect*",
                              "pg_terminate_backend",
                              "pg_cancel_backend",
                              "pg_reload_conf",
                              "pg_rotate_logfile*",
                              "pg_promote",
                              "pg_switch_wal",
                              "pg_switch_xlog",
                              "pg_create_*",
                              "pg_drop_*",
                              "pg_copy_*",
                              "pg_backup_*",
                              "pg_start_backup",
                              "pg_stop_backup",
                              "pg_wal_replay_*",
                              "pg_replication_slot_advance",
                              "pg_replication_origin_*",
                              "pg_logical_slot_get_*",
                              "pg_logical_emit_message",
                              "pg_log_backend_memory_contexts",
                              "pg_notify",
                              "pg_advisory_*",
                              "pg_try_advisory_*",
                              "pg_stat_reset*",
                              "pg_stat_statements_reset",
                              "pg_import_system_collations",
                              "pg_set_*",
                              "pg_restore_*",
                              "pg_clear_*",
                              "pg_truncate_visibility_map",
                              "heap_force_*",
                              "brin_summarize_*",
                              "brin_desummarize_*",
                              "gin_clean_pending_list",
                              "pg_sync_replication_slots",
                              "autoprewarm_*",
                              "set_config",
                              "nextval",
                              "setval",
                              "query_to_xml*",
                              "cursor_to_xml*",
                              "ts_stat",
                              "ts_rewrite",
                              "crosstab*",
                              "connectby",
                              "xpath_table",
                              "http_post",
                              "http_put",
                              "http_patch",
                              "http_delete",
                              "http",
                              "http_head"};

/// MariaDB 10.11 and MySQL 8, "Built-in Function Reference" and the plugins that come with it; lib_mysqludf_sys.
constexpr std::array mySql{"sys_exec",
                           "sys_eval",
                           "sys_set",
                           "get_lock",
                           "release_lock",
                           "release_all_locks",
                           "nextval",
                           "setval",
                           "lib_mysqludf_*",
                           "do_system",
                           "http_*",
                           "group_replication_*",
                           "asynchronous_connection_failover_*",
                           "keyring_*",
                           "audit_log_*",
                           "set_firewall_*",
                           "mysql_firewall_*",
                           "version_tokens_*",
                           "service_get_*",
                           "service_release_*",
                           "master_pos_wait",
                           "source_pos_wait",
                           "spider_*",
                           "binlog_*"};

/// SQLite's, and those its shell and the usual extensions add.
constexpr std::array sqlite{"load_extension", "writefile",        "edit",     "fts3_tokenizer", "fsdir_write",
                            "eval",           "sqlar_write",      "import_*", "export_*",       "blobtofile",
                            "blobtoxy",       "exec_spatialite*", "system",   "shell"};

/// Of any server that an ODBC driver may reach: SQL Server, Oracle, and the like.
constexpr std::array others{"openrowset",    "openquery",     "opendatasource", "xp_*",        "sp_*",
                            "utl_*",         "dbms_*",        "ctxsys*",        "httpuritype", "database_export*",
                            "table_export*", "query_export*", "sys_exec",       "system",      "shell",
                            "ifile_write"};

template<size_t count>
bool isOneOf(QByteArrayView name, const std::array<const char *, count> &names)
{
    return std::any_of(names.begin(), names.end(), [name](QByteArrayView known) {
        return known.endsWith('*') ? name.startsWith(known.chopped(1)) : name == known;
    });
}

} // namespace

bool isWritingFunction(QByteArrayView name, SqlDatabase database)
{
    switch (database) {
    case SqlDatabase::PostgreSql:
        return isOneOf(name, postgres);
    case SqlDatabase::MySql:
        return isOneOf(name, mySql);
    case SqlDatabase::Sqlite:
        return isOneOf(name, sqlite);
    case SqlDatabase::Odbc:
        break;
    }
    return isOneOf(name, postgres) || isOneOf(name, mySql) || isOneOf(name, sqlite) || isOneOf(name, others);
}

} // namespace livebelt
