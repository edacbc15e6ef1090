// SPDX-License-Identifier: Apache-2.0
package portolan.desk.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.desk.index.CaseKey;
import portolan.desk.index.DeskIndex;
import portolan.desk.index.Links;
import portolan.desk.index.Told;

class LinksPageTest {
    @TempDir
    private Path directory = Path.of(".");

    @Test
    void theDrawingAndItsTablesHoldEveryNodeAndEdgeOnce() {
        Links links = ring();
        LinksPage page = LinksPage.of(links);

        assertThat(page.boxes())
                .extracting(box -> box.node().id())
                .hasSize(links.nodes().size())
                .doesNotHaveDuplicates();
        assertThat(page.cases().size() + page.shared().size())
                .isEqualTo(links.nodes().size());
        assertThat(page.lines()).hasSameSizeAs(links.edges());
        assertThat(page.cases().stream().mapToInt(box -> box.others().size()).sum())
                .as("edges in the table of consignments")
                .isEqualTo(links.edges().size());
        assertThat(page.shared().stream().mapToInt(box -> box.others().size()).sum())
                .as("edges in the table of what they name")
                .isEqualTo(links.edges().size());
    }

    @Test
    void nodesStandInColumnsByStepsAndNeverOnEachOther() {
        LinksPage page = LinksPage.of(ring());

        assertThat(page.cases()).extracting(LinksPage.Box::column).containsExactly(0, 2, 4);
        Set<List<Integer>> places = new HashSet<>();
        page.boxes().forEach(box -> places.add(List.of(box.x(), box.y())));
        assertThat(places).hasSameSizeAs(page.boxes());
        assertThat(page.boxes()).allSatisfy(box -> {
            assertThat(box.x() + page.boxWidth()).isLessThanOrEqualTo(page.width());
            assertThat(box.y() + page.boxHeight()).isLessThanOrEqualTo(page.height());
        });
    }

    @Test
    void theSameLinksAreDrawnTheSame() {
        assertThat(LinksPage.of(ring())).isEqualTo(LinksPage.of(ring()));
    }

    /** One telephone joins the first two, one box the second and the third. */
    private Links ring() {
        Told told = new Told()
                .filed("R1", bill("BOXA1", "ONE LTD", "+49 40 7654321"))
                .filed("R2", bill("BOXB2", "TWO LTD", "+49 40 7654321"))
                .filed("R3", bill("BOXB2", "THREE LTD", "+49 40 7654399"));
        try (DeskIndex index = DeskIndex.open(directory.resolve("index" + System.nanoTime()))) {
            index.apply(told.all());
            return Objects.requireNonNull(index.links(new CaseKey("default", "R1"), 50));
        }
    }

    private static String bill(String box, String party, String telephone) {
        return "{\"filedAt\":\"2026-03-01T07:00:00Z\",\"consignmentKey\":\"KEY\",\"natureOfMovement\":\"IMPORT\","
                + "\"transportMode\":\"SEA\",\"transportDocument\":{\"number\":\"KEY\",\"issuer\":\"MAEU\"},"
                + "\"parties\":[{\"role\":\"CONSIGNOR\",\"rawName\":\"" + party
                + "\",\"address\":{\"country\":\"DE\"},\"contacts\":[{\"type\":\"TE\",\"value\":\"" + telephone
                + "\"}]}],\"equipment\":[{\"id\":\"" + box + "\"}],"
                + "\"goodsItems\":[{\"seq\":1,\"description\":\"steel bolts\"}]}";
    }
}
