package io.vedette.face;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals each cell on its own: AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits, bound to the cell's place. The keys,
 * one for cells and one for names, come from the passphrase by PBKDF2 (RFC 8018) with HMAC-SHA-256. Thread-safe.
 */
final class SealedVault implements Vault {
    static final int SALT_BYTES = 16;
    private static final int ROUNDS = 210_000;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String MAC = "HmacSHA256";

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec cells;
    private final SecretKeySpec names;

    /**
     * A vault of a passphrase.
     *
     * @param salt 16 random bytes, stored beside what is sealed
     */
    SealedVault(String passphrase, byte[] salt) {
        PBEKeySpec spec = new PBEKeySpec(passphrase.toCharArray(), salt, ROUNDS, 2 * KEY_BYTES * Byte.SIZE);
        try {
            byte[] both = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            cells = new SecretKeySpec(both, 0, KEY_BYTES, "AES");
            names = new SecretKeySpec(both, KEY_BYTES, KEY_BYTES, MAC);
            Arrays.fill(both, (byte) 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot derive keys", e);
        } finally {
            spec.clearPassword();
        }
    }

    static byte[] newSalt() {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return salt;
    }

    @Override
    public byte[] seal(String place, byte[] plain) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, place);
            byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(plain.length));
            cipher.doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot encrypt", e);
        }
    }

    @Override
    public byte[] open(String place, byte[] stored) throws SQLException {
        if (stored.length < NONCE_BYTES) {
            throw new SQLException("a sealed row of the gallery is damaged");
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(stored, NONCE_BYTES), place)
                    .doFinal(stored, NONCE_BYTES, stored.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new SQLException("a sealed row of the gallery is damaged, or of another key", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, cells, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    @Override
    public String nameKey(String lowerCaseName) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(names);
            return HexFormat.of().formatHex(mac.doFinal(lowerCaseName.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot hash names", e);
        }
    }
}
