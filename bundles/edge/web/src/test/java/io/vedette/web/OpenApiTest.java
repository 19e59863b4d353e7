package io.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The description of the API by itself; that what answers is like it is tested on the distribution. */
class OpenApiTest {
    private static final Path CLASSES = Path.of("target", "classes");
    private static final Pattern SERVLET_PATTERN = Pattern.compile(
            "osgi\\.http\\.whiteboard\\.servlet\\.pattern\" type=\"String\"(?: value=\"([^\"]*)\"/>|>([^<]*)<)");
    private static final Pattern README_ADDRESS =
            Pattern.compile("`(?:(?:PUT|POST|PATCH|DELETE) )?(/(?:api|health)[^`?]*)[^`]*`(?=[^|]*\\|)");

    private final String text;
    private final JsonNode description;

    OpenApiTest() throws IOException {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("openapi.json")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        description = new ObjectMapper().readTree(text);
    }

    @Test
    void isReadWithoutComplaintByWhomReadersUse() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);

        SwaggerParseResult result = new OpenAPIV3Parser().readContents(text, List.of(), options);

        assertThat(result.getMessages()).isEmpty();
        assertThat(result.getOpenAPI().getPaths()).hasSameSizeAs(described());
    }

    @Test
    void everyPartIsDefinedAndUsed() {
        Set<String> used = new TreeSet<>();
        description.findValues("$ref").forEach(each -> used.add(each.asText()));
        Set<String> defined = new TreeSet<>();
        description.get("components").properties().forEach(kind -> kind.getValue()
                .fieldNames()
                .forEachRemaining(name -> defined.add("#/components/" + kind.getKey() + "/" + name)));
        defined.removeIf(each -> each.startsWith("#/components/securitySchemes/"));

        assertThat(used).isEqualTo(defined);
    }

    @Test
    void everyOperationHasANameOfItsOwnAndTellsOfRefusals() {
        List<JsonNode> operations = new ArrayList<>();
        description.get("paths").forEach(path -> Stream.of("get", "put", "post", "patch", "delete")
                .filter(path::has)
                .forEach(method -> operations.add(path.get(method))));

        assertThat(operations).isNotEmpty().allSatisfy(each -> {
            assertThat(each.path("summary").asText()).isNotBlank();
            assertThat(each.path("responses").has("403")).isTrue();
        });
        assertThat(operations)
                .extracting(each -> each.path("operationId").asText())
                .doesNotContain("")
                .doesNotHaveDuplicates();
    }

    @Test
    void everyServletIsDescribedAndEveryAddressServed() throws IOException {
        Set<String> patterns = patterns();

        assertThat(patterns)
                .filteredOn(pattern -> described().stream().noneMatch(path -> serves(pattern, path)))
                .as("patterns without a description; the page is none of the API")
                .containsExactly("/");
        assertThat(described())
                .filteredOn(path -> patterns.stream().noneMatch(pattern -> serves(pattern, path)))
                .as("addresses that this bundle does not serve; telemetry does")
                .containsExactly("/metrics");
    }

    @Test
    void theReadmeNamesTheSameAddresses() throws IOException {
        Set<String> named = new TreeSet<>(Set.of("/metrics"));
        Matcher matcher = README_ADDRESS.matcher(Files.readString(Path.of("README.md")));
        while (matcher.find()) {
            named.add(matcher.group(1));
        }

        assertThat(named.stream().map(OpenApiTest::nameless))
                .containsExactlyInAnyOrderElementsOf(
                        described().stream().map(OpenApiTest::nameless).toList());
    }

    private static String nameless(String path) {
        return path.replaceAll("\\{[a-z]+\\}", "{}");
    }

    private Set<String> described() {
        Set<String> paths = new TreeSet<>();
        description.get("paths").fieldNames().forEachRemaining(paths::add);
        return paths;
    }

    private static boolean serves(String pattern, String path) {
        return pattern.endsWith("/*")
                ? path.startsWith(pattern.substring(0, pattern.length() - 1))
                : path.equals(pattern);
    }

    /** Where the components of this bundle hang, from what the bundle tells the framework. */
    private static Set<String> patterns() throws IOException {
        Manifest manifest;
        try (InputStream in = Files.newInputStream(CLASSES.resolve("META-INF/MANIFEST.MF"))) {
            manifest = new Manifest(in);
        }
        Set<String> patterns = new TreeSet<>();
        for (String file :
                manifest.getMainAttributes().getValue("Service-Component").split(",", -1)) {
            Matcher matcher = SERVLET_PATTERN.matcher(Files.readString(CLASSES.resolve(file)));
            while (matcher.find()) {
                String values = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
                values.lines()
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .forEach(patterns::add);
            }
        }
        return patterns;
    }
}
