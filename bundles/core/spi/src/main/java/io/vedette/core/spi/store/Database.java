package io.vedette.core.spi.store;

import java.sql.Connection;
import java.sql.SQLException;

/** The home's database. A service of core/store; thread-safe. */
public interface Database {

    /**
     * Runs work in one transaction: committed when it returns, rolled back when it throws. Writers wait for each other.
     *
     * @throws StoreException the database refused; nothing of the work was kept
     */
    <T> T transaction(Work<T> work) throws StoreException;

    /**
     * Brings a room's tables up to date before its first transaction.
     *
     * @param room lower-case name; the room's tables begin with it and an underscore
     * @param owner a class of the room's bundle; its loader finds the scripts
     * @param location folder of the scripts {@code V1__what.sql} on that class path, such as {@code io/vedette/event/migration}
     */
    void migrate(String room, Class<?> owner, String location) throws StoreException;

    /**
     * Sees to it that nothing that was deleted can be read in the database's files any more: free pages go, the write-ahead log is
     * emptied. Takes as long as writing the database anew.
     *
     * @throws StoreException it was not done; to be called again
     */
    void compact() throws StoreException;

    /** What happens inside a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }
}
