package io.vedette.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageFilesTest {
    private static final Pattern NAMED = Pattern.compile("(?:/page/|from '\\./)([a-z]+\\.[a-z]+)");

    private final PageFiles files;

    PageFilesTest() throws IOException {
        files = new PageFiles();
    }

    @Test
    void everyFileThatIsNamedIsServed() {
        for (String name : new String[] {
            "index.html", "page.css", "main.js", "cameras.js", "events.js", "life.js", "faces.js", "notify.js"
        }) {
            Matcher named = NAMED.matcher(text(name));
            while (named.find()) {
                assertThat(files.find(named.group(1)))
                        .as(name + " names " + named.group(1))
                        .isPresent();
                assertThat(PageFiles.type(named.group(1))).isNotNull();
            }
        }
    }

    @Test
    void nothingStandsInlineThatThePolicyForbids() {
        assertThat(text("index.html")).doesNotContain("<style", " style=", "onclick=", "javascript:");
        assertThat(text("index.html")).doesNotContainPattern("<script(?![^>]*src=)");
        assertThat(PageServlet.POLICY)
                .doesNotContain("unsafe", "*")
                .contains("default-src 'none'", "frame-ancestors 'none'");
    }

    @Test
    void noScriptMakesMarkupOfText() {
        for (String name : new String[] {
            "main.js",
            "dom.js",
            "cameras.js",
            "events.js",
            "life.js",
            "faces.js",
            "notify.js",
            "api.js",
            "experts.js",
            "health.js"
        }) {
            assertThat(text(name)).doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(");
        }
    }

    @Test
    void thePageIsHandedItsSecretAndItsVersion() {
        assertThat(files.index("s3cret"))
                .contains("content=\"s3cret\"", "content=\"" + files.version() + "\"")
                .doesNotContain("@TOKEN@");
    }

    private String text(String name) {
        return new String(files.find(name).orElseThrow(), StandardCharsets.UTF_8);
    }
}
