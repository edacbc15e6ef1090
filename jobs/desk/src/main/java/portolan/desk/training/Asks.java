// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Request;
import portolan.desk.server.Words;
import portolan.schemas.avro.InspectionPlace;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.reading.Indicator;
import portolan.training.exercise.Exercise;
import portolan.training.exercise.Question;
import portolan.training.papers.PaperSet;
import portolan.training.round.Pick;
import portolan.training.world.Post;
import portolan.training.world.Schemes;

/**
 * What a trainee is asked of a consignment that they pick.
 *
 * @param reasons signs to choose from: all that can be planted at the post, so that the list tells nothing of the
 * exercise
 * @param kinds papers that can be asked for
 * @param places where one can look
 */
public record Asks(
        Set<Question> questions, List<Reason> reasons, List<PaperSet.Kind> kinds, List<InspectionPlace> places) {
    /** As a share of one, from "hardly" to "nearly sure". */
    public static final List<Integer> CONFIDENCE = List.of(10, 30, 50, 70, 90);

    /** A sign: its name, and what it is in words. */
    public record Reason(String name, String text) {}

    public Asks {
        questions = Set.copyOf(questions);
        reasons = List.copyOf(reasons);
        kinds = List.copyOf(kinds);
        places = List.copyOf(places);
    }

    static Asks of(Exercise exercise, Words words) {
        Post post = exercise.order().post();
        List<Reason> reasons = Schemes.at(post).stream()
                .flatMap(scheme -> scheme.traces().stream())
                .distinct()
                .map(name -> new Reason(name, inWords(name, words)))
                .sorted(Comparator.comparing(Reason::text))
                .toList();
        Set<InspectionPlace> places = EnumSet.allOf(InspectionPlace.class);
        places.remove(InspectionPlace.OTHER);
        return new Asks(exercise.questions(), reasons, kinds(post), List.copyOf(places));
    }

    private static List<PaperSet.Kind> kinds(Post post) {
        PaperSet.Kind transport =
                switch (post) {
                    case DURRES_PORT -> PaperSet.Kind.BILL_OF_LADING;
                    case VERMICA_ROAD -> PaperSet.Kind.ROAD_CONSIGNMENT_NOTE;
                    case TIRANA_AIR -> PaperSet.Kind.AIR_WAYBILL;
                };
        return List.of(
                transport, PaperSet.Kind.INVOICE, PaperSet.Kind.PACKING_LIST, PaperSet.Kind.CERTIFICATE_OF_ORIGIN);
    }

    /** What an indicator says, as a trainee names it. */
    static String inWords(String name, Words words) {
        Indicator indicator = Indicators.named(name);
        return words.sayOr(
                "class.sign." + name,
                indicator == null ? name : indicator.definition().meaning());
    }

    static List<String> inWords(Set<String> names, Words words) {
        return new TreeSet<>(names).stream().map(name -> inWords(name, words)).toList();
    }

    public boolean has(String question) {
        return questions.contains(Question.valueOf(question));
    }

    /** Whether more than the pick itself is asked. */
    public boolean asksMore() {
        return questions.stream().anyMatch(question -> question != Question.PICKS && question != Question.RULE);
    }

    /**
     * What a form says.
     *
     * @throws RefusedException if it says what cannot be chosen
     */
    Pick read(Request request, String key) {
        try {
            String confidence = request.value("confidence");
            return new Pick(
                    key,
                    Set.copyOf(request.values("reason")),
                    confidence.isEmpty() ? null : Integer.parseInt(confidence) / 100.0,
                    request.values("paper").stream().map(Asks::kind).collect(Collectors.toSet()),
                    place(request.value("place")),
                    !request.value("scan").isEmpty());
        } catch (IllegalArgumentException e) {
            throw RefusedException.badInput(String.valueOf(e.getMessage()));
        }
    }

    /**
     * A kind of paper by its name.
     *
     * @throws RefusedException if there is none of it
     */
    static PaperSet.Kind kind(String name) {
        try {
            return PaperSet.Kind.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw RefusedException.badInput(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable InspectionPlace place(String name) {
        return name.isEmpty() ? null : InspectionPlace.valueOf(name);
    }
}
