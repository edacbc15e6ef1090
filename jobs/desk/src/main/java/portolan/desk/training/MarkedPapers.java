// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import portolan.desk.server.Words;
import portolan.training.papers.PaperSet;
import portolan.training.papers.PaperSet.Contradiction;
import portolan.training.papers.PaperSet.Paper;
import portolan.training.world.Dealt;

/**
 * What a trainee marked on the papers of one consignment, and what there was to mark.
 *
 * @param papers that the trainee had, by name
 */
public record MarkedPapers(String key, List<String> papers, List<Row> rows) {
    public MarkedPapers {
        papers = List.copyOf(papers);
        rows = List.copyOf(rows);
    }

    /** What became of a field. */
    public enum Verdict {
        FOUND,
        MISSED,
        WRONG
    }

    /**
     * One field.
     *
     * @param isSlip whether the papers contradict each other by an honest slip
     * @param values what each paper says, in the order of the papers; empty where it says nothing of it
     */
    public record Row(String field, Verdict verdict, boolean isSlip, List<String> values) {
        public Row {
            values = List.copyOf(values);
        }
    }

    /**
     * Of one consignment; null where nothing contradicts and nothing is marked.
     *
     * @param asked papers that the trainee asked for; null where all are on the table
     */
    static @Nullable MarkedPapers of(Dealt.Bill bill, Set<String> marked, @Nullable List<Paper> asked, Words words) {
        PaperSet set = bill.papers();
        if (set == null) {
            return null;
        }
        Set<PaperSet.Kind> kinds = EnumSet.noneOf(PaperSet.Kind.class);
        (asked == null ? set.papers() : asked).forEach(paper -> kinds.add(paper.kind()));
        List<Paper> papers = set.papers().stream()
                .filter(paper -> kinds.contains(paper.kind()) || paper.kind().isOfCarriage())
                .toList();
        Set<String> there = new TreeSet<>();
        Set<String> slips = new TreeSet<>();
        for (Contradiction one : set.contradictions()) {
            if (one.isShownBy(kinds)) {
                there.add(one.field());
                if (one.honest()) {
                    slips.add(one.field());
                }
            }
        }
        Set<String> fields = new TreeSet<>(there);
        fields.addAll(marked);
        List<Row> rows = new ArrayList<>();
        for (String field : fields) {
            rows.add(new Row(
                    words.sayOr("field." + field, field),
                    !there.contains(field) ? Verdict.WRONG : marked.contains(field) ? Verdict.FOUND : Verdict.MISSED,
                    slips.contains(field),
                    papers.stream().map(paper -> value(paper, field)).toList()));
        }
        return rows.isEmpty()
                ? null
                : new MarkedPapers(
                        bill.key(),
                        papers.stream()
                                .map(paper -> words.sayOr(
                                        "paper." + paper.kind(), paper.kind().name()))
                                .toList(),
                        rows);
    }

    /** By whom freight is paid, the paper of the carriage says in other words than an incoterm. */
    private static String value(Paper paper, String field) {
        String name = field.equals("incoterm") && paper.kind().isOfCarriage() ? "freight" : field;
        return paper.fields().stream()
                .filter(one -> one.name().equals(name))
                .map(PaperSet.Field::value)
                .findFirst()
                .orElse("");
    }
}
