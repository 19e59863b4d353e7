package io.vedette.launcher;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;

/** The home's own key pair (ECDSA on P-256), by which the shell's client is let in; it never leaves the home. */
final class ShellKey {
    private static final String CURVE = "nistp256";
    private static final String TYPE = "ecdsa-sha2-" + CURVE;
    private static final int COORDINATE_BYTES = 32;
    /** Of a line of OpenSSH: type, key, comment. */
    private static final int WORDS = 3;

    private ShellKey() {}

    /** The private key's file. */
    static Path privateKey(Path data) {
        return data.resolve("ssh").resolve("client.pem");
    }

    /**
     * The public key as OpenSSH writes it, without type and comment; makes the pair on a home's first start, and anew where the kept
     * one is damaged or may be refused.
     */
    static String publicKey(Path data) throws IOException {
        Path file = data.resolve("ssh").resolve("client.pub");
        if (Files.exists(file) && Files.exists(privateKey(data))) {
            String[] words = Files.readString(file).split(" ", -1);
            if (words.length == WORDS && letIn(words[1])) {
                return words[1];
            }
        }
        return generate(privateKey(data), file);
    }

    private static String generate(Path privateFile, Path publicFile) throws IOException {
        KeyPair pair;
        String text;
        do {
            pair = pair();
            text = Base64.getEncoder().encodeToString(wire((ECPublicKey) pair.getPublic()));
        } while (!letIn(text));
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(sec1((ECPrivateKey) pair.getPrivate(), (ECPublicKey) pair.getPublic()));
        Files.deleteIfExists(privateFile);
        HomeFolder.createPrivate(privateFile);
        Files.writeString(privateFile, "-----BEGIN EC PRIVATE KEY-----\n" + body + "\n-----END EC PRIVATE KEY-----\n");
        Files.writeString(publicFile, TYPE + " " + text + " vedette\n");
        return text;
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has EC keys on P-256", e);
        }
    }

    /**
     * Whether both coordinates have their highest bit clear. Karaf 4.4 reads them as signed numbers, and one key in 256 is then
     * another than the client's: where a coordinate begins with nine set bits, the first byte is lost.
     */
    private static boolean letIn(String key) {
        try {
            byte[] wire = Base64.getDecoder().decode(key);
            int y = wire.length - COORDINATE_BYTES;
            int x = y - COORDINATE_BYTES;
            return x >= 0 && wire[x] >= 0 && wire[y] >= 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** RFC 5656 section 3.1. */
    static byte[] wire(ECPublicKey key) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            string(out, TYPE.getBytes(StandardCharsets.US_ASCII));
            string(out, CURVE.getBytes(StandardCharsets.US_ASCII));
            out.writeInt(1 + 2 * COORDINATE_BYTES);
            out.write(4);
            out.write(coordinate(key.getW().getAffineX()));
            out.write(coordinate(key.getW().getAffineY()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** RFC 5915 section 3: Java's own form leaves out the public half, and the client cannot do without it. */
    private static byte[] sec1(ECPrivateKey secret, ECPublicKey open) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(HexFormat.of().parseHex("30770201010420"));
        bytes.writeBytes(coordinate(secret.getS()));
        bytes.writeBytes(HexFormat.of().parseHex("a00a06082a8648ce3d030107a14403420004"));
        bytes.writeBytes(coordinate(open.getW().getAffineX()));
        bytes.writeBytes(coordinate(open.getW().getAffineY()));
        return bytes.toByteArray();
    }

    private static void string(DataOutputStream out, byte[] text) throws IOException {
        out.writeInt(text.length);
        out.write(text);
    }

    private static byte[] coordinate(BigInteger value) {
        byte[] raw = value.toByteArray();
        byte[] fixed = new byte[COORDINATE_BYTES];
        int used = Math.min(raw.length, COORDINATE_BYTES);
        System.arraycopy(raw, raw.length - used, fixed, COORDINATE_BYTES - used, used);
        return fixed;
    }
}
