package io.vedette.mqtt.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.PageFullMessagePolicy;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.apache.activemq.artemis.utils.critical.CriticalAnalyzerPolicy;

/**
 * Apache Artemis with MQTT on one loopback port; the one class that knows it. Its threads find its classes by the context class
 * loader, which is this bundle's while it starts. Confined to the broker's thread.
 */
final class ArtemisServer implements AutoCloseable {

    private static final int CONNECT_MS = 2_000;
    private static final int JOURNAL_FILE_BYTES = 4 * 1024 * 1024;
    private static final long MOST_IN_MEMORY_BYTES = 32L * 1024 * 1024;
    private static final long MOST_PAGED_BYTES = 256L * 1024 * 1024;
    private static final long SESSION_EXPIRY_S = 7L * 24 * 3600;

    private final EmbeddedActiveMQ server;
    private final int port;

    private ArtemisServer(EmbeddedActiveMQ server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a broker.
     *
     * @param folder where it keeps retained messages and sessions
     * @throws BrokerException it does not listen on that port
     */
    static ArtemisServer start(Path folder, int port) throws BrokerException {
        EmbeddedActiveMQ server = new EmbeddedActiveMQ();
        ArtemisServer started = new ArtemisServer(server, port);
        Thread thread = Thread.currentThread();
        ClassLoader former = thread.getContextClassLoader();
        thread.setContextClassLoader(ArtemisServer.class.getClassLoader());
        boolean listening = false;
        try {
            attempt(() -> server.setConfiguration(configuration(folder, port)).start());
            listening = started.isListening();
        } finally {
            thread.setContextClassLoader(former);
            if (!listening) {
                started.close();
            }
        }
        if (!listening) {
            throw new BrokerException("it does not listen on port " + port, null);
        }
        return started;
    }

    private static Configuration configuration(Path folder, int port) throws Exception {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration
                .setName("vedette")
                .setPersistenceEnabled(true)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setJournalType(JournalType.NIO)
                .setJournalFileSize(JOURNAL_FILE_BYTES)
                .setJournalMinFiles(2)
                .setMaxDiskUsage(-1) // It would refuse everything on a disk that is 90 % full.
                .setGlobalMaxSize(MOST_IN_MEMORY_BYTES)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setMessageCounterEnabled(false)
                .setGracefulShutdownEnabled(false)
                .setCriticalAnalyzerPolicy(CriticalAnalyzerPolicy.LOG)
                .setThreadPoolMaxSize(8)
                .setScheduledThreadPoolMaxSize(2);
        configuration.addAddressSetting(
                "#",
                new AddressSettings()
                        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                        .setPageLimitBytes(MOST_PAGED_BYTES)
                        .setPageFullMessagePolicy(PageFullMessagePolicy.DROP)
                        .setAutoDeleteAddresses(true)
                        .setAutoDeleteQueues(true));
        configuration.addAcceptorConfiguration(
                "mqtt",
                "tcp://127.0.0.1:" + port
                        + "?protocols=MQTT;useEpoll=false;useKQueue=false;remotingThreads=2;defaultMqttSessionExpiryInterval="
                        + SESSION_EXPIRY_S);
        return configuration;
    }

    private boolean isListening() {
        try (Socket probe = new Socket()) {
            probe.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MS);
            Acceptor acceptor = server.getActiveMQServer().getRemotingService().getAcceptor("mqtt");
            return acceptor != null && acceptor.isStarted();
        } catch (IOException e) {
            return false;
        }
    }

    URI uri() {
        return URI.create("tcp://127.0.0.1:" + port);
    }

    @Override
    public void close() throws BrokerException {
        attempt(server::stop);
    }

    /** Artemis declares nothing narrower than Exception; a task's outcome tells it as its cause. */
    private static void attempt(Callable<?> step) throws BrokerException {
        FutureTask<?> task = new FutureTask<>(step);
        task.run();
        try {
            task.get();
        } catch (ExecutionException e) {
            throw new BrokerException(String.valueOf(e.getCause().getMessage()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerException("interrupted", e);
        }
    }
}
