package io.vedette.web;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;

/**
 * One WebSocket client. It is sent what lies in its tray, one message at a time, so that a slow one misses; one that takes no message
 * in time, or answers none of three pings, is dropped. What it
 * says is forgotten. Thread-safe.
 */
public final class SocketWatcher implements Session.Listener.AutoDemanding {
    private final SocketServlet servlet;
    private final Tray tray;
    /** How long it may take a message; a ping comes as often. */
    private final long patienceNs;
    /** Calls of {@link #send} that nobody has worked off; only who finds none works. */
    private final AtomicInteger nudges = new AtomicInteger();

    private volatile Session session;
    private volatile boolean underway;
    private volatile long sentAtNs;
    private volatile long heardAtNs;
    private volatile long pingedAtNs;

    SocketWatcher(SocketServlet servlet, long after, Duration patience) {
        this.servlet = servlet;
        this.patienceNs = patience.toNanos();
        this.tray = new Tray(false, after, this::send);
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        heardAtNs = System.nanoTime();
        pingedAtNs = heardAtNs;
        session = opened;
        if (servlet.join(this, tray)) {
            send();
        } else {
            opened.close(StatusCode.TRY_AGAIN_LATER, "too many watchers", Callback.NOOP);
        }
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        heardAtNs = System.nanoTime();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        leave();
    }

    @Override
    public void onWebSocketClose(int status, String reason) {
        leave();
    }

    private void leave() {
        session = null;
        servlet.leave(this, tray);
    }

    /** Tells the client to come again, since what serves it is being exchanged. */
    void restart() {
        tray.close();
    }

    /** Sends what there is; whoever comes while another does so leaves it to them. A message sent at once calls this within itself. */
    private void send() {
        if (nudges.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        while (seen != 0) {
            work(session);
            seen = nudges.addAndGet(-seen);
        }
    }

    private void work(Session to) {
        if (to == null) {
            return;
        }
        long now = System.nanoTime();
        boolean stuck = underway && now - sentAtNs > patienceNs;
        if (stuck || now - heardAtNs > 3 * patienceNs) {
            to.disconnect();
            return;
        }
        if (tray.closed()) {
            to.close(StatusCode.SERVICE_RESTART, "come again", Callback.NOOP);
            return;
        }
        if (now - pingedAtNs > patienceNs && !underway) {
            pingedAtNs = now;
            to.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
        }
        for (Optional<News> next = next(); next.isPresent(); next = next()) {
            underway = true;
            sentAtNs = System.nanoTime();
            to.sendText(next.get().text(), Callback.from(this::sent, cause -> to.disconnect()));
        }
    }

    private Optional<News> next() {
        return underway ? Optional.empty() : tray.next();
    }

    private void sent() {
        underway = false;
        send();
    }
}
