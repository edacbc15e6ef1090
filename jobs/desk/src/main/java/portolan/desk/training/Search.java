// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.desk.server.Words;
import portolan.schemas.avro.InspectionPlace;
import portolan.training.measure.Searched;
import portolan.training.papers.PaperSet;
import portolan.training.round.Pick;
import portolan.training.world.Dealt;

/**
 * How a trainee searched one consignment.
 *
 * @param place by hand; null for none
 * @param shows whether it shows an offence
 */
record Search(Set<PaperSet.Kind> papers, @Nullable InspectionPlace place, boolean scan, boolean shows) {
    /**
     * Held against what is there.
     *
     * @param pick null where the trainee did not pick it
     * @param asked papers that they asked for
     */
    static Search of(Dealt.Bill bill, @Nullable Pick pick, List<PaperSet.Paper> asked) {
        Set<PaperSet.Kind> kinds = EnumSet.noneOf(PaperSet.Kind.class);
        asked.forEach(paper -> kinds.add(paper.kind()));
        InspectionPlace place = pick == null ? null : pick.place();
        boolean scan = pick != null && pick.scan();
        return new Search(
                kinds,
                place,
                scan,
                bill.planted() != null
                        && bill.planted().offends()
                        && Searched.shows(
                                bill.planted().place(),
                                bill.papers() == null
                                        ? List.of()
                                        : bill.papers().contradictions(),
                                place,
                                scan,
                                kinds));
    }

    List<String> inWords(Words words) {
        List<String> all = new ArrayList<>();
        papers.forEach(kind -> all.add(words.sayOr("paper." + kind, kind.name())));
        if (scan) {
            all.add(words.say("class.scanner"));
        }
        if (place != null) {
            all.add(words.say("class.byHand", words.say("place." + place)));
        }
        return all;
    }
}
