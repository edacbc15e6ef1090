// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows {@code ADD-AN-INDICATOR.md} letter by letter: compiles its class, edits the list and the catalogues. */
class AddAnIndicatorTest {
    private static final Path ROOT = Path.of("../..");
    private static final Path PAGE = Path.of("ADD-AN-INDICATOR.md");
    private static final String CLASSES =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    @TempDir
    private Path folder = Path.of(".");

    private String page = "";
    private List<String> blocks = List.of();
    private List<String> paths = List.of();

    @BeforeEach
    void readThePage() throws IOException {
        page = Files.readString(PAGE);
        blocks = all("(?s)```\\w*\\n(.*?)```");
        paths = all("`(jobs/\\S+)`");
    }

    @Test
    void whoFollowsThePageHasAnIndicatorThatMeasuresIsListedAndHasTexts() throws Exception {
        assertThat(page.split("\\s+")).hasSizeLessThanOrEqualTo(300);

        follow(blocks.get(0), blocks.get(1), blocks.get(2));
    }

    @Test
    void whatIsForgottenIsSaidWithWhatToDo() {
        String withoutSource = blocks.get(0).replaceAll("\\n *\\.source\\(.*\\)", "");
        assertThatThrownBy(() -> follow(withoutSource, blocks.get(1), blocks.get(2)))
                .rootCause()
                .hasMessage("add .source(\"who published it\") to its definition: indicator=shipper_is_consignee");

        String twice = blocks.get(1) + "new ShipperIsConsignee(),\n";
        assertThatThrownBy(() -> follow(blocks.get(0), twice, blocks.get(2)))
                .rootCause()
                .hasMessage("listed twice, take one of the lines out of Indicators: indicator=shipper_is_consignee");

        String withoutAlbanian = blocks.get(2).replaceAll(".*dërguesi.*\\n", "");
        assertThatThrownBy(() -> follow(blocks.get(0), blocks.get(1), withoutAlbanian))
                .hasMessageContaining("portolan-texts_sq.properties: add a line 'evidence.shipper_is_consignee = ");

        assertThatThrownBy(() -> follow(blocks.get(0), "", blocks.get(2)))
                .hasMessage("there is no such indicator: shipper_is_consignee");
    }

    private List<String> all(String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private void follow(String source, String lines, String texts) throws Exception {
        Path work = Files.createTempDirectory(folder, "followed");
        Path indicator = work.resolve(paths.get(0));
        Path list = work.resolve(paths.get(1));
        Files.createDirectories(indicator.getParent());
        Files.writeString(indicator, source);
        Files.writeString(list, listed(Files.readString(ROOT.resolve(paths.get(1))), lines));
        Path catalogues = Files.createDirectories(work.resolve("texts"));
        append(ROOT.resolve(paths.get(2)), catalogues, texts);
        Path classes = Files.createDirectories(work.resolve("classes"));
        compile(List.of(indicator, list), classes);

        List<URL> urls = new ArrayList<>(List.of(classes.toUri().toURL()));
        for (String entry : CLASSES.split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        try (URLClassLoader followed =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Constructor<?> made =
                    followed.loadClass(FollowedPage.class.getName()).getDeclaredConstructor(Path.class);
            made.setAccessible(true);
            ((Runnable) made.newInstance(catalogues)).run();
        }
    }

    /** The list with a line more, and its import. */
    private static String listed(String list, String lines) {
        List<String> parts = lines.lines().toList();
        String imports = String.join(
                "\n", parts.stream().filter(line -> line.startsWith("import ")).toList());
        String entries = String.join(
                "\n", parts.stream().filter(line -> !line.startsWith("import ")).toList());
        int first = list.indexOf("import ");
        int start = list.indexOf("List.of(") + "List.of(".length();
        return list.substring(0, first) + imports + "\n" + list.substring(first, start) + entries
                + list.substring(start);
    }

    /** Each line goes behind the catalogue whose name is in the comment above it. */
    private static void append(Path from, Path to, String texts) throws IOException {
        try (DirectoryStream<Path> ours = Files.newDirectoryStream(from, "portolan-texts*.properties")) {
            for (Path catalogue : ours) {
                String name = catalogue.getFileName().toString();
                String own = Stream.of(texts.split("(?m)^# "))
                        .filter(part -> part.startsWith(name + "\n"))
                        .map(part -> part.substring(name.length() + 1))
                        .findFirst()
                        .orElse("");
                Files.writeString(to.resolve(name), Files.readString(catalogue) + "\n" + own);
            }
        }
    }

    private static void compile(List<Path> sources, Path to) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            assertThat(compiler.getTask(
                                    said,
                                    files,
                                    null,
                                    List.of("-proc:none", "-classpath", CLASSES, "-d", to.toString()),
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources))
                            .call())
                    .as(() -> said.toString())
                    .isTrue();
        }
    }
}
