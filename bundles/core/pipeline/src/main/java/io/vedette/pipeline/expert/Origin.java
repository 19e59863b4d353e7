package io.vedette.pipeline.expert;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

/**
 * Where an expert service comes from, and what decides between equals. Immutable.
 *
 * @param bundle symbolic name of its bundle
 * @param version version of its bundle
 * @param ranking service ranking
 * @param serviceId rises with every registration: the newest has the highest
 * @param properties the service's properties, for a camera's filter
 */
record Origin(String bundle, Version version, int ranking, long serviceId, Map<String, Object> properties) {

    /** Best first: ranking, then version, then the newest. Pins are above it and known to the registry only. */
    static final Comparator<Origin> BEST_FIRST = Comparator.comparingInt(Origin::ranking)
            .thenComparing(Origin::version)
            .thenComparingLong(Origin::serviceId)
            .reversed();

    static Origin of(ServiceReference<?> reference) {
        Map<String, Object> properties = new HashMap<>();
        for (String key : reference.getPropertyKeys()) {
            properties.put(key, reference.getProperty(key));
        }
        Bundle bundle = reference.getBundle();
        Object ranking = properties.get(Constants.SERVICE_RANKING);
        return new Origin(
                bundle == null ? "" : bundle.getSymbolicName(),
                bundle == null ? Version.emptyVersion : bundle.getVersion(),
                ranking instanceof Integer number ? number : 0,
                (Long) properties.get(Constants.SERVICE_ID),
                Map.copyOf(properties));
    }

    /** Symbolic name and version, as people read it. */
    String label() {
        return bundle + "/" + version;
    }
}
