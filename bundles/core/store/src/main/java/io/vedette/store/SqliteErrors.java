package io.vedette.store;

import java.sql.SQLException;

/** What SQLite's result codes (sqlite.org/rescode.html) mean to us. */
final class SqliteErrors {
    private static final int PRIMARY = 0xff;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int NOT_A_DATABASE = 26;

    private SqliteErrors() {}

    /** The file's content is broken: waiting does not help. */
    static boolean damaged(SQLException e) {
        int code = e.getErrorCode() & PRIMARY;
        return code == CORRUPT || code == NOT_A_DATABASE;
    }

    /** SQLite rolled back by itself, as it does when the disk is full. */
    static boolean rolledBackAlready(SQLException e) {
        return String.valueOf(e.getMessage()).contains("no transaction is active");
    }

    /** A sentence for people. */
    static String sentence(SQLException e) {
        int code = e.getErrorCode() & PRIMARY;
        if (code == FULL) {
            return "the disk is full";
        }
        return damaged(e) ? "the database file is damaged; a restart begins a new one" : String.valueOf(e.getMessage());
    }
}
