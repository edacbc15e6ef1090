// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.schemas.avro.InspectionPlace;
import portolan.testing.HandClock;
import portolan.training.Exercises;
import portolan.training.SmallWorld;
import portolan.training.exercise.Exercise;
import portolan.training.measure.Agreement;
import portolan.training.measure.Searched;
import portolan.training.papers.PaperSet.Contradiction;
import portolan.training.papers.PaperSet.Kind;
import portolan.training.papers.PaperSet.Paper;
import portolan.training.world.Dealt;

/** Papers, places and the scanner cost minutes of inspection; in the small world offences are behind the doors. */
class SearchedRoundTest {
    private static final Exercise EXERCISE = Exercises.practice("search: {minutes: 45, paper: 5, place: 20, scan: 10}");

    @TempDir
    private Path temporary;

    private final HandClock clock = new HandClock();

    private Round running() throws Exception {
        Round round =
                Round.open(temporary.resolve("round"), EXERCISE, null, SmallWorld::deal, dealt -> Map.of(), clock);
        round.start();
        return round;
    }

    private List<String> keys(boolean offends) throws Exception {
        return SmallWorld.deal(EXERCISE.order(), EXERCISE.seed(null)).window().stream()
                .filter(bill -> bill.offends() == offends)
                .map(Dealt.Bill::key)
                .toList();
    }

    private static Pick search(String key, @Nullable InspectionPlace place, boolean scan) {
        return new Pick(key, Set.of(), null, Set.of(), place, scan);
    }

    @Test
    void aPaperIsSeenOnceItWasAskedForAndItsMinutesDoNotComeBack() throws Exception {
        Round round = running();
        String key = keys(true).get(0);
        assertThat(round.bills(clock.instant()))
                .allMatch(shown -> shown.papers().isEmpty());

        assertThat(round.ask("ada", key, Kind.INVOICE)).isEqualTo(Answer.COUNTS);
        assertThat(round.ask("ada", key, Kind.INVOICE)).as("a second time").isEqualTo(Answer.COUNTS);
        assertThat(round.ask("ada", key, Kind.CERTIFICATE_OF_ORIGIN)).isEqualTo(Answer.NO_SUCH_PAPER);

        assertThat(round.asked("ada", key)).extracting(Paper::kind).containsExactly(Kind.INVOICE);
        assertThat(round.asked("bob", key)).isEmpty();
        assertThat(round.minutesLeft("ada")).isEqualTo(40);
        assertThat(round.minutesLeft("bob")).isEqualTo(45);
        Round again = Round.reopen(temporary.resolve("round"), dealt -> Map.of(), clock);
        assertThat(again.asked("ada", key)).isEqualTo(round.asked("ada", key));
        assertThat(again.minutesLeft("ada")).isEqualTo(40);
    }

    @Test
    void whatTakesLongerThanTheMinutesLeftIsRefusedUntilAnotherSearchIsGivenUp() throws Exception {
        Round round = running();
        String key = keys(true).get(0);
        String other = keys(true).get(1);
        assertThat(round.pick("ada", search(key, InspectionPlace.DOORS, true))).isEqualTo(Answer.COUNTS);
        assertThat(round.ask("ada", other, Kind.INVOICE)).isEqualTo(Answer.COUNTS);

        assertThat(round.pick("ada", search(other, InspectionPlace.DOORS, false)))
                .isEqualTo(Answer.NO_TIME);
        assertThat(round.pick("ada", Pick.of(other)))
                .as("a pick without a search")
                .isEqualTo(Answer.COUNTS);
        assertThat(round.pick("ada", search(key, InspectionPlace.FLOOR, true)))
                .as("another place instead of the first")
                .isEqualTo(Answer.COUNTS);
        assertThat(round.unpick("ada", key)).isEqualTo(Answer.COUNTS);
        assertThat(round.pick("ada", search(other, InspectionPlace.DOORS, true)))
                .isEqualTo(Answer.COUNTS);
        assertThat(round.minutesLeft("ada")).isEqualTo(10);
        assertThat(round.ask("ada", key, Kind.INVOICE)).isEqualTo(Answer.COUNTS);
        assertThat(round.ask("ada", key, Kind.PACKING_LIST)).isEqualTo(Answer.COUNTS);
        assertThat(round.ask("ada", other, Kind.PACKING_LIST)).isEqualTo(Answer.NO_TIME);
    }

    @Test
    void aFindIsAPickThatThePlaceTheScannerOrThePapersShow() throws Exception {
        Round round = running();
        List<String> offences = keys(true);
        round.pick("hand", search(offences.get(0), InspectionPlace.DOORS, false));
        round.pick("hand", search(offences.get(1), InspectionPlace.FLOOR, false));
        round.pick("scan", search(offences.get(0), null, true));
        round.pick("scan", search(keys(false).get(0), null, true));
        for (String key : offences.subList(0, 2)) {
            round.ask("papers", key, Kind.INVOICE);
            round.pick("papers", Pick.of(key));
        }
        round.ask("papers", offences.get(0), Kind.PACKING_LIST);
        round.ask("papers", offences.get(2), Kind.INVOICE);
        round.ask("papers", offences.get(2), Kind.PACKING_LIST);
        round.mark("papers", offences.get(0), Set.of("packages"));
        round.close();
        round.unseal(null);

        assertThat(round.result("hand").searched()).isEqualTo(new Searched(45, 40, 0, 1));
        assertThat(round.result("scan").searched()).isEqualTo(new Searched(45, 20, 10, 1));
        Searched papers = Objects.requireNonNull(round.result("papers").searched());
        assertThat(papers)
                .as("one paper contradicts nothing, and what was let go is no find")
                .isEqualTo(new Searched(45, 25, 0, 1));
        assertThat(papers.findsAMinute()).isEqualTo(1 / 25.0);
        assertThat(round.result("papers").allPapers())
                .as("a contradiction of papers that were not asked for is not missed")
                .isEqualTo(new Agreement(1, 0, 1));
    }

    @Test
    void theScannerShowsNoGoodsAmongGoodsAndASlipIsNoFind() {
        List<Contradiction> slip = List.of(new Contradiction("seal", Kind.BILL_OF_LADING, Kind.PACKING_LIST, true));
        List<Contradiction> lie = List.of(new Contradiction("seal", Kind.BILL_OF_LADING, Kind.PACKING_LIST, false));
        Set<Kind> asked = Set.of(Kind.PACKING_LIST);

        assertThat(Searched.shows(InspectionPlace.DOORS, List.of(), null, true, Set.of()))
                .isTrue();
        assertThat(Searched.shows(InspectionPlace.GOODS, List.of(), null, true, Set.of()))
                .isFalse();
        assertThat(Searched.shows(InspectionPlace.GOODS, List.of(), InspectionPlace.GOODS, false, Set.of()))
                .isTrue();
        assertThat(Searched.shows(null, List.of(), null, true, Set.of())).isFalse();
        assertThat(Searched.shows(null, slip, null, false, asked)).isFalse();
        assertThat(Searched.shows(null, lie, null, false, asked)).isTrue();
        assertThat(Searched.shows(null, lie, null, false, Set.of(Kind.INVOICE))).isFalse();
    }
}
