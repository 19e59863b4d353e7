package io.vedette.testkit.osgi;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** References of services that were never registered, for parts that are tested without a framework. */
public final class Registered {
    private Registered() {}

    /** A reference with that service id, of no bundle. */
    @SuppressWarnings("unchecked")
    public static <S> ServiceReference<S> as(long id) {
        Map<String, Object> properties = Map.of(Constants.SERVICE_ID, id);
        return (ServiceReference<S>) Proxy.newProxyInstance(
                Registered.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getPropertyKeys" -> properties.keySet().toArray(String[]::new);
                    case "getProperty" -> properties.get((String) arguments[0]);
                    case "getBundle" -> null;
                    case "compareTo" -> Long.compare(
                            id, (Long) ((ServiceReference<?>) arguments[0]).getProperty(Constants.SERVICE_ID));
                    case "hashCode" -> Long.hashCode(id);
                    case "equals" -> proxy == arguments[0];
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
