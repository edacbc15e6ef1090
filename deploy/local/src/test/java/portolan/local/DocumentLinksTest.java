package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every link of our documents to a file or a heading of the repository leads there. */
class DocumentLinksTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|mailto:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\n]*`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");

    @Test
    void leadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path document : documents(ROOT)) {
            Matcher link = LINK.matcher(CODE.matcher(Files.readString(document)).replaceAll(""));
            while (link.find()) {
                links++;
                Path target = link.group(1).isEmpty()
                        ? document
                        : document.resolveSibling(link.group(1)).normalize();
                String heading = link.group(2);
                if (!Files.exists(target)
                        || (heading != null && !headings(target).contains(heading))) {
                    broken.add(ROOT.relativize(document) + ": " + link.group());
                }
            }
        }

        assertThat(broken).isEmpty();
        assertThat(links).isGreaterThan(50);
    }

    private static List<Path> documents(Path folder) throws IOException {
        List<Path> documents = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (Files.isDirectory(file) && !name.equals("target") && !name.equals(".git")) {
                    documents.addAll(documents(file));
                } else if (name.endsWith(".md")) {
                    documents.add(file);
                }
            }
        }
        return documents;
    }

    /** The anchors that GitHub gives to the headings of a document. */
    private static List<String> headings(Path document) throws IOException {
        Matcher heading = HEADING.matcher(Files.readString(document));
        return heading.results()
                .map(found -> found.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", ""))
                .map(text -> text.replace(' ', '-'))
                .toList();
    }
}
