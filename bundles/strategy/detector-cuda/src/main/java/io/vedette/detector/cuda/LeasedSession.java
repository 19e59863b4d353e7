package io.vedette.detector.cuda;

import io.vedette.api.detect.Detection;
import io.vedette.api.detect.DetectorException;
import io.vedette.api.detect.Look;
import io.vedette.api.detect.ObjectDetector;
import java.util.List;

/** A session on a GPU, as long as its memory is not given to somebody else. Thread-safe. */
final class LeasedSession implements ObjectDetector.Session {

    private final ObjectDetector.Session session;
    private final MemoryBudget.Lease lease;

    LeasedSession(ObjectDetector.Session session, MemoryBudget.Lease lease) {
        this.session = session;
        this.lease = lease;
        lease.ready(session::close);
    }

    @Override
    public List<List<Detection>> detect(List<Look> looks) throws DetectorException, InterruptedException {
        if (!lease.begin()) {
            throw new DetectorException("closed: its memory on " + lease.gpu() + " was needed after a rest");
        }
        try {
            return session.detect(looks);
        } finally {
            lease.end();
        }
    }

    @Override
    public int concurrency() {
        return session.concurrency();
    }

    @Override
    public void close() {
        session.close();
        lease.close();
    }
}
