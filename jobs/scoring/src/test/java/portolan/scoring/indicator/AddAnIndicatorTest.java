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

/** Follows {@code ADD-AN-INDICATOR.md} letter by letter: compiles its class, edits rows, list and catalogues. */
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

        follow(blocks.get(0), blocks.get(1), blocks.get(2), blocks.get(3));
    }

    @Test
    void whatIsForgottenIsSaidWithWhatToDo() {
        String withoutSource = blocks.get(0).replace("general practice", "");
        assertThatThrownBy(() -> follow(withoutSource, blocks.get(1), blocks.get(2), blocks.get(3)))
                .rootCause()
                .hasMessageContaining("and 8 columns, none blank: row='shipper_is_consignee | FLAG | 0 |");

        String twice = blocks.get(0) + blocks.get(0);
        assertThatThrownBy(() -> follow(twice, blocks.get(1), blocks.get(2), blocks.get(3)))
                .rootCause()
                .hasMessageContaining("Duplicate key shipper_is_consignee");

        String withoutAlbanian = blocks.get(3).replaceAll(".*dërguesi.*\\n", "");
        assertThatThrownBy(() -> follow(blocks.get(0), blocks.get(1), blocks.get(2), withoutAlbanian))
                .hasMessageContaining("portolan-texts_sq.properties: add a line 'evidence.shipper_is_consignee = ");

        assertThatThrownBy(() -> follow("", blocks.get(1), blocks.get(2), blocks.get(3)))
                .hasMessage("there is no such indicator: shipper_is_consignee");
    }

    private List<String> all(String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private void follow(String row, String source, String lines, String texts) throws Exception {
        Path work = Files.createTempDirectory(folder, "followed");
        Path classes = Files.createDirectories(work.resolve("classes"));
        Path rows = classes.resolve("portolan/indicators.txt");
        Files.createDirectories(rows.getParent());
        Files.writeString(rows, Files.readString(ROOT.resolve(paths.get(0))) + row);
        Path indicator = work.resolve(paths.get(1));
        Path list = work.resolve(paths.get(2));
        Files.createDirectories(indicator.getParent());
        Files.writeString(indicator, source);
        Files.writeString(list, listed(Files.readString(ROOT.resolve(paths.get(2))), lines));
        Path catalogues = Files.createDirectories(work.resolve("texts"));
        append(ROOT.resolve(paths.get(3)), catalogues, texts);
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

    /** The list with a line more. */
    private static String listed(String list, String lines) {
        int start = list.indexOf("List.of(") + "List.of(".length();
        return list.substring(0, start) + lines + list.substring(start);
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
