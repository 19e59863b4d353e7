package io.vedette.testkit.osgi;

import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;

/** Services as components get them that take them late, for parts that are tested without a framework. */
public final class ServiceObjects {
    private ServiceObjects() {}

    /** One service, whoever asks. */
    public static <S> ComponentServiceObjects<S> of(S service) {
        return new ComponentServiceObjects<>() {
            @Override
            public S getService() {
                return service;
            }

            @Override
            public void ungetService(S given) {
                // There is but one, and it stays.
            }

            @Override
            public ServiceReference<S> getServiceReference() {
                throw new UnsupportedOperationException("it was never registered");
            }
        };
    }
}
