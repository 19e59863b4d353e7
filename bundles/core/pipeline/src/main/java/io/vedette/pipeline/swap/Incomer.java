package io.vedette.pipeline.swap;

import io.vedette.core.spi.expert.SwapException;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** A bundle on its way from the folder to running. Confined to one thread. */
final class Incomer {

    private final BundleContext context;
    private final ServiceComponentRuntime components;
    private final PlugInJar jar;

    Incomer(BundleContext context, ServiceComponentRuntime components, PlugInJar jar) {
        this.context = context;
        this.components = components;
        this.jar = jar;
    }

    Optional<Bundle> bundle() {
        for (Bundle each : context.getBundles()) {
            if (each.getSymbolicName() != null
                    && each.getSymbolicName().equals(jar.bundle())
                    && each.getVersion().equals(jar.version())) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    boolean runs() {
        return bundle().filter(each -> each.getState() == Bundle.ACTIVE).isPresent();
    }

    /**
     * Starts the bundle where the watcher could not, to learn why.
     *
     * @throws SwapException it cannot be resolved or started
     */
    void start() throws SwapException {
        Bundle bundle = bundle().orElseThrow(() -> new SwapException(jar.label() + " has gone before it was started"));
        try {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        } catch (BundleException e) {
            Throwable cause = e.getCause();
            String why = e.getType() == BundleException.ACTIVATOR_ERROR && cause != null
                    ? "its activator failed: " + cause
                    : e.getMessage();
            throw new SwapException(jar.label() + " is refused: it cannot be started: " + oneLine(why));
        }
    }

    /** Why none of its components serves. */
    String silence() {
        Optional<Bundle> bundle = bundle();
        if (bundle.isPresent()) {
            for (ComponentDescriptionDTO description : components.getComponentDescriptionDTOs(bundle.get())) {
                for (ComponentConfigurationDTO each : components.getComponentConfigurationDTOs(description)) {
                    if (each.failure != null) {
                        return description.name + " cannot be constructed: " + rootOf(each.failure);
                    }
                    if (each.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
                        return description.name + " lacks a service that it needs";
                    }
                    if (each.state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION) {
                        return description.name + " lacks its configuration";
                    }
                }
            }
        }
        return "none of its components serves as an expert; if one should, log/vedette.log says what is wrong with it";
    }

    /** The innermost cause of a stack trace in text. */
    private static String rootOf(String trace) {
        String root = "";
        for (String line : trace.split("\n", -1)) {
            if (root.isEmpty() || line.startsWith("Caused by: ")) {
                root = line;
            }
        }
        return oneLine(root.replaceFirst("^Caused by: ", ""));
    }

    /** As one line, without the framework's repetition of what it could not resolve. */
    private static String oneLine(String text) {
        return text == null
                ? ""
                : text.replaceAll("\\s+", " ")
                        .replaceFirst(" Unresolved requirements: .*", "")
                        .trim();
    }
}
