package io.vedette.pipeline.expert;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.api.detect.ObjectDetector;
import io.vedette.core.spi.store.Home;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ManagedService;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

class PlugInFoldersTest {

    @TempDir
    Path folder;

    private final List<ServiceReference<?>> offered = new ArrayList<>();
    private final List<Bundle> bundles = new ArrayList<>();
    private final List<ComponentDescriptionDTO> components = new ArrayList<>();
    private final List<ComponentConfigurationDTO> configured = new ArrayList<>();
    private PlugInFolders folders;

    @BeforeEach
    void watch() throws IOException {
        Path jar = Files.createFile(
                Files.createDirectory(folder.resolve("plugins")).resolve("onnx.jar"));
        bundles.add(fake(Bundle.class, Map.of("getLocation", "file:" + jar, "getState", Bundle.ACTIVE)));
        Configuration configuration = fake(Configuration.class, Map.of());
        Home home = new Home() {
            @Override
            public Path root() {
                return folder.resolve("home");
            }

            @Override
            public Optional<Path> modelMirror() {
                return Optional.empty();
            }
        };
        folders = new PlugInFolders(
                fake(ConfigurationAdmin.class, Map.of("getFactoryConfiguration", configuration)),
                fake(
                        ServiceComponentRuntime.class,
                        Map.of("getComponentDescriptionDTOs", components, "getComponentConfigurationDTOs", configured)),
                home,
                fake(BundleContext.class, Map.of("getProperty", folder.toString())),
                Map.of());
    }

    /** Answers by the method's name; lists of the test are read anew at each call. */
    private <T> T fake(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getBundles" -> bundles.toArray(Bundle[]::new);
                    case "getRegisteredServices" -> offered.isEmpty() ? null : offered.toArray(ServiceReference[]::new);
                    default -> answers.get(method.getName());
                }));
    }

    private void offers(Class<?> type) {
        offered.add(
                new Registered<>("test.onnx", "1.0.0", Map.of(Constants.OBJECTCLASS, new String[] {type.getName()})));
    }

    @Test
    void aPlugInIsThereWhenItOffersAnExpertNotWhenTheFrameworkKnowsIt() throws IOException {
        assertThat(folders.settled()).as("it runs and offers nothing yet").isFalse();
        offers(ManagedService.class);
        assertThat(folders.settled()).as("it can be configured").isFalse();
        offers(ObjectDetector.class);
        assertThat(folders.settled()).isTrue();
    }

    @Test
    void aPlugInThatNobodyHasConfiguredIsNotWaitedFor() throws IOException {
        ComponentDescriptionDTO button = new ComponentDescriptionDTO();
        button.configurationPolicy = "require";
        components.add(button);
        assertThat(folders.settled()).isTrue();
        configured.add(new ComponentConfigurationDTO());
        assertThat(folders.settled()).as("it is on its way").isFalse();
        configured.clear();
        components.add(new ComponentDescriptionDTO());
        assertThat(folders.settled()).as("another component needs no settings").isFalse();
    }

    @Test
    void aJarThatIsNoBundleYetIsWaitedFor() throws IOException {
        offers(ObjectDetector.class);
        assertThat(folders.settled()).isTrue();
        Files.createFile(folder.resolve("home/deploy/own.jar"));
        assertThat(folders.settled()).isFalse();
    }

    @Test
    void tellsItsOwnBundlesFromThoseOfTheProgram() {
        assertThat(folders.holds(bundles.get(0))).isTrue();
        assertThat(folders.holds(fake(Bundle.class, Map.of("getLocation", "mvn:io.vedette/io.vedette.pipeline"))))
                .isFalse();
        assertThat(folders.deploy()).contains(folder.resolve("home/deploy"));
    }
}
