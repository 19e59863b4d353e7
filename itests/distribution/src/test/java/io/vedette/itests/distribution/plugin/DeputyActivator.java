package io.vedette.itests.distribution.plugin;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/**
 * Registers an expert that passes all calls on to the shipped one, and whose next call hangs for 20 s when it is told to. The
 * bundle's headers say which service it is and where it is told.
 */
public final class DeputyActivator implements BundleActivator {
    private static final List<String> CALLS = List.of("decode", "look", "update");
    private static final long HANG_NS = TimeUnit.SECONDS.toNanos(20);

    private Path hang;
    private Path hung;

    @Override
    public void start(BundleContext context) throws Exception {
        Dictionary<String, String> headers = context.getBundle().getHeaders();
        hang = Path.of(headers.get("Deputy-Hang"));
        hung = Path.of(headers.get("Deputy-Hung"));
        String service = headers.get("Deputy-Service");
        Object shipped = context.getService(shipped(context, service, headers.get("Deputy-Of")));
        Class<?> type = context.getBundle().loadClass(service);
        Object deputy = deputy(type, (method, arguments) -> {
            Object result = call(shipped, method, arguments);
            return method.getName().equals("open") ? session(method.getReturnType(), result) : result;
        });
        context.registerService(
                service, deputy, FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_RANKING, Integer.valueOf(10))));
    }

    private static ServiceReference<?> shipped(BundleContext context, String service, String bundle) throws Exception {
        ServiceReference<?>[] all = context.getServiceReferences(service, null);
        return Arrays.stream(all == null ? new ServiceReference<?>[0] : all)
                .filter(each -> each.getBundle().getSymbolicName().equals(bundle))
                .findFirst()
                .orElseThrow(() -> new BundleException("no " + service + " of " + bundle));
    }

    private interface Calls {
        Object call(Method method, Object[] arguments) throws Throwable;
    }

    private static Object deputy(Class<?> type, Calls calls) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> calls.call(method, arguments));
    }

    private Object session(Class<?> type, Object shipped) {
        return deputy(type, (method, arguments) -> {
            if (CALLS.contains(method.getName()) && Files.deleteIfExists(hang)) {
                hang();
            }
            return call(shipped, method, arguments);
        });
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** As native code does: deaf to interrupts. A file is there meanwhile. */
    private void hang() throws IOException {
        Files.createFile(hung);
        long until = System.nanoTime() + HANG_NS;
        boolean interrupted = false;
        for (long left = HANG_NS; left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Files.delete(hung);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the service back.
    }
}
