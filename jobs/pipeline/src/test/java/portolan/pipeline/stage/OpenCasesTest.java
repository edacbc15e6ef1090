// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import portolan.pipeline.Answered;
import portolan.pipeline.Answered.FromMemory;
import portolan.pipeline.AssessInput;
import portolan.pipeline.stage.OpenCases.AnsweredCase;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.Link;

final class OpenCasesTest {
    /** In the order of the join: by kind, then by key. */
    private static final List<FromMemory> ANSWERS =
            List.of(answer("contact", "a"), answer("contact", "b"), answer("shipper", "a"));

    private final CaseEvent event = new Cases().event(1, "CREATE HBL-1 v1");

    @Test
    void whoeverAnswersFirstTheAnswersHaveOneOrder() {
        List<FromMemory> backwards = new ArrayList<>(ANSWERS);
        Collections.reverse(backwards);

        for (List<FromMemory> arrival : List.of(ANSWERS, backwards)) {
            OpenCases open = new OpenCases();
            open.add(AssessInput.of(event, arrival.size()));
            arrival.forEach(one -> open.add(answered(one)));

            AnsweredCase whole = open.takeAnswered();
            assertThat(whole).isNotNull();
            assertThat(whole.answers())
                    .containsExactlyElementsOf(
                            ANSWERS.stream().map(FromMemory::answer).toList());
        }
    }

    @Test
    void aCaseWaitsForAllItsAnswersAndLeavesOnce() {
        OpenCases open = new OpenCases();
        open.add(answered(ANSWERS.get(2)));
        open.add(AssessInput.of(event, 2));
        assertThat(open.takeAnswered()).isNull();

        open.add(answered(ANSWERS.get(0)));

        assertThat(open.takeAnswered()).isNotNull();
        assertThat(open.takeAnswered()).isNull();
        assertThat(open.isEmpty()).isTrue();
    }

    /** The ledger counts anew: found by the simulator, in arrival mode, when weeks are read at once. */
    @Test
    void aConsignmentThatIsFiledAnewAnswersForNothingOfBefore() {
        CaseEvent anew = new Cases().event(2, "CREATE HBL-1 v1");
        assertThat(anew.sequence()).isEqualTo(event.sequence());
        OpenCases open = new OpenCases();
        open.add(AssessInput.of(event, 2));
        open.add(AssessInput.of(anew, 1));
        open.add(answered(anew, ANSWERS.get(0)));
        open.add(answered(ANSWERS.get(1)));
        assertThat(open.takeAnswered()).isNull();

        open.add(answered(ANSWERS.get(2)));

        assertThat(List.of(taken(open), taken(open))).containsExactly(event, anew);
    }

    private static CaseEvent taken(OpenCases open) {
        return Objects.requireNonNull(open.takeAnswered()).event();
    }

    private AssessInput answered(FromMemory one) {
        return answered(event, one);
    }

    private static AssessInput answered(CaseEvent event, FromMemory one) {
        return AssessInput.of(new Answered(event.ledgerKey(), event.sequence(), event.position(), List.of(one)));
    }

    private static FromMemory answer(String kind, String key) {
        Link told = new Link(kind + key, 1, "", "", 0, 0);
        return new FromMemory(kind, key, new Answer(List.of(), List.of(), List.of(told)));
    }
}
