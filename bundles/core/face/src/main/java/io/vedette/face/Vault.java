package io.vedette.face;

import java.sql.SQLException;

/** How personal data are written into the database. Thread-safe. */
interface Vault {

    /** As they are. */
    Vault OPEN = new Vault() {
        @Override
        public byte[] seal(String place, byte[] plain) {
            return plain;
        }

        @Override
        public byte[] open(String place, byte[] stored) {
            return stored;
        }

        @Override
        public String nameKey(String lowerCaseName) {
            return lowerCaseName;
        }
    };

    /**
     * What is to be stored.
     *
     * @param place the one cell that it is for; in another it cannot be read
     */
    byte[] seal(String place, byte[] plain);

    /**
     * What was sealed for a place.
     *
     * @throws SQLException it was not sealed with this key, for this place, or it is damaged
     */
    byte[] open(String place, byte[] stored) throws SQLException;

    /** What a name is found by: the same for the same name, and where the vault has a key, of no use without it. */
    String nameKey(String lowerCaseName);
}
