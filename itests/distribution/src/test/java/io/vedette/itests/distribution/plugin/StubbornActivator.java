package io.vedette.itests.distribution.plugin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Takes a minute to stop, deaf to interrupts. It has started once the file is there that the bundle's headers name. */
public final class StubbornActivator implements BundleActivator {
    private static final long HANG_NS = TimeUnit.MINUTES.toNanos(1);

    @Override
    public void start(BundleContext context) throws Exception {
        Files.createFile(Path.of(context.getBundle().getHeaders().get("Stubborn-Started")));
    }

    @Override
    public void stop(BundleContext context) {
        long until = System.nanoTime() + HANG_NS;
        for (long left = HANG_NS; left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
            Thread.interrupted();
        }
    }
}
