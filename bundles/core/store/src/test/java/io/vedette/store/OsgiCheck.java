package io.vedette.store;

import io.vedette.core.spi.store.StoreException;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.InstantSource;

/** What {@link InsideOsgiTest} runs inside the framework; takes and gives JDK types only. */
public final class OsgiCheck {
    private OsgiCheck() {}

    /** The number of probe tables once the owner's scripts have run. */
    public static String migrate(Class<?> owner, String root) throws IOException, StoreException {
        SqliteDatabase database = new SqliteDatabase(new HomeFolder(root, ""), InstantSource.system());
        try {
            database.migrate("probe", owner, "io/vedette/probe/migration");
            return database.transaction(connection -> {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery(
                                "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'probe_thing'")) {
                    return rows.next() ? rows.getString(1) : "";
                }
            });
        } finally {
            database.close();
        }
    }
}
