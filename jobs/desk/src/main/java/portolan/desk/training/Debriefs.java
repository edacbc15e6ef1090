// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.desk.server.Words;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.training.exercise.Aid;
import portolan.training.exercise.Exercise;
import portolan.training.exercise.Question;
import portolan.training.measure.Result;
import portolan.training.measure.Tally;
import portolan.training.round.Pick;
import portolan.training.world.Dealt;

/** Makes debriefs, once the seal of a round is broken. */
final class Debriefs {
    private static final double AS_GOOD_AS_SURE = 0.5;

    private final Classroom room;

    Debriefs(Classroom room) {
        this.room = room;
    }

    DebriefPage of(String trainee, boolean isOwn, Words words) {
        Map<String, Dealt.Bill> bills = new LinkedHashMap<>();
        room.round().dealt().window().forEach(bill -> bills.put(bill.key(), bill));
        Map<String, Pick> picks = room.picks(trainee);
        Result result = room.round().result(trainee);
        Set<String> engine = new HashSet<>(result.complement().both());
        engine.addAll(result.complement().onlyEngine());
        List<DebriefPage.Line> missed = new ArrayList<>();
        List<DebriefPage.Line> wrong = new ArrayList<>();
        List<DebriefPage.Line> found = new ArrayList<>();
        boolean asksPicks = room.round().exercise().questions().contains(Question.PICKS);
        for (Dealt.Bill bill : asksPicks ? bills.values() : List.<Dealt.Bill>of()) {
            Pick pick = picks.get(bill.key());
            if (pick != null || bill.offends()) {
                (pick == null ? missed : bill.offends() ? found : wrong)
                        .add(line(trainee, bill, pick, engine.contains(bill.key()), words));
            }
        }
        return new DebriefPage(
                trainee,
                isOwn,
                room.isAlone(),
                room.title(words),
                result,
                missed,
                wrong,
                found,
                papers(trainee, bills.values(), words),
                room.has(Aid.SCORE) || room.has(Aid.REASONS),
                luck(result.tally(), words),
                room.round().exercise().questions(),
                room.round().looked(trainee).size(),
                bills.size(),
                room.round().sealedHash());
    }

    private List<MarkedPapers> papers(String trainee, Collection<Dealt.Bill> bills, Words words) {
        Exercise exercise = room.round().exercise();
        if (!exercise.questions().contains(Question.PAPERS)) {
            return List.of();
        }
        Map<String, Set<String>> marks = room.round().marks(trainee);
        return bills.stream()
                .map(bill -> MarkedPapers.of(
                        bill,
                        marks.getOrDefault(bill.key(), Set.of()),
                        exercise.search() == null ? null : room.round().asked(trainee, bill.key()),
                        words))
                .filter(Objects::nonNull)
                .toList();
    }

    private DebriefPage.Line line(
            String trainee, Dealt.Bill bill, @Nullable Pick pick, boolean engineSaw, Words words) {
        ConsignmentAssessed assessed = room.round().assessed(bill.key());
        Double confidence = pick == null ? null : pick.confidence();
        Search search = Search.of(bill, pick, room.round().asked(trainee, bill.key()));
        boolean costs = room.round().exercise().search() != null;
        return new DebriefPage.Line(
                bill.key(),
                Pair.of(bill, room.round().dealt().window(), words),
                engineSaw,
                assessed == null ? List.of() : BillLine.loudest(assessed, words),
                pick == null ? List.of() : Asks.inWords(pick.reasons(), words),
                costs ? search.inWords(words) : List.of(),
                search.shows(),
                confidence == null ? null : (int) Math.round(confidence * 100));
    }

    /** What chance alone would have done. */
    private static String luck(Tally tally, Words words) {
        if (tally.offences() == 0) {
            return "";
        }
        double chance = tally.chance();
        return chance > AS_GOOD_AS_SURE
                ? words.say("class.luck.likely", tally.hits())
                : words.say("class.luck", tally.hits(), tally.luck().oneIn(tally.hits()));
    }
}
