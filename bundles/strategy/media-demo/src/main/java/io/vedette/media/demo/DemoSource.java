package io.vedette.media.demo;

import io.vedette.api.media.CaptureException;
import io.vedette.api.media.MediaSource;
import java.util.function.BooleanSupplier;
import org.osgi.service.component.annotations.Component;

/** Opens {@code demo:} addresses: a scene drawn by the program. Thread-safe. */
@Component(property = "name=demo")
public final class DemoSource implements MediaSource {

    @Override
    public boolean supports(String uri) {
        return DemoAddress.isOne(uri);
    }

    @Override
    public Capture open(Request request, BooleanSupplier cancelled) throws CaptureException {
        return new DemoCapture(DemoAddress.of(request.uri()), cancelled);
    }
}
