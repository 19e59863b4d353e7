package io.vedette.notify.email;

import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * A connection to the mail server that another thread can cut: the library's calls cannot be interrupted, and its transport cannot
 * be closed while it is at work. Confined to the sending thread but for {@link #cut}.
 */
final class Line implements AutoCloseable {

    private final Settings settings;
    private final Duration patience;
    private final Socket socket = new Socket();

    Line(Settings settings, Duration patience) {
        this.settings = settings;
        this.patience = patience;
    }

    /** Ends whatever runs on it, at once. Thread-safe. */
    void cut() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("closing a plain socket sends nothing and cannot fail", e);
        }
    }

    /** Connects. */
    void open() throws IOException {
        // With its name given: else the library asks the reverse DNS for the name that the certificate must have.
        InetAddress address = InetAddress.getByAddress(
                settings.host(), InetAddress.getByName(settings.host()).getAddress());
        socket.connect(new InetSocketAddress(address, settings.port()), Math.toIntExact(patience.toMillis()));
        socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
    }

    /** A session to write mails for. */
    Session session() {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", settings.host());
        properties.put("mail.smtp.port", String.valueOf(settings.port()));
        properties.put("mail.smtp.localhost", literal(socket.getLocalAddress()));
        boolean starts = settings.security() == Settings.Security.STARTTLS;
        properties.put("mail.smtp.starttls.enable", String.valueOf(starts));
        properties.put("mail.smtp.starttls.required", String.valueOf(starts));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.socketFactory", factory());
        properties.put("mail.smtp.quitwait", "false");
        if (settings.login().isEmpty()) {
            return Session.getInstance(properties);
        }
        Settings.Login login = settings.login().get();
        properties.put("mail.smtp.auth", "true");
        properties.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        properties.put("mail.smtp.user", login.user());
        return Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(login.user(), login.password());
            }
        });
    }

    /** Greets, and logs in where that is wanted. */
    SMTPTransport greet(Session session) throws MessagingException, IOException {
        SMTPTransport transport = new SMTPTransport(session, null);
        transport.connect(settings.security() == Settings.Security.TLS ? secured() : socket);
        return transport;
    }

    private Socket secured() throws IOException {
        SSLSocket secured = (SSLSocket) factory().createSocket(socket, settings.host(), settings.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static SSLSocketFactory factory() {
        try {
            return SSLContext.getDefault().getSocketFactory();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    /** Our address as EHLO wants it where there is no name (RFC 5321, 4.1.3). */
    private static String literal(InetAddress address) {
        String number = address.getHostAddress().replaceAll("%.*", "");
        return address instanceof Inet6Address ? "[IPv6:" + number + "]" : "[" + number + "]";
    }

    @Override
    public void close() {
        cut();
    }
}
