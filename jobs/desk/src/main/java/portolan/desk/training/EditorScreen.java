// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.desk.server.Action;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.scoring.rules.RuleIssue;
import portolan.training.engine.Engine;
import portolan.training.engine.Records;
import portolan.training.exercise.Exercise;
import portolan.training.exercise.ExerciseText;
import portolan.training.exercise.TrainingException;
import portolan.training.exercise.UnusableExerciseException;
import portolan.training.round.Preview;
import portolan.training.world.Dealer;
import portolan.training.world.Dealt;
import portolan.training.world.Planted;

/**
 * Where a mentor writes an exercise: fields and text say the same, faults stand beside the text as it is typed, and a world
 * of it is tried. No round has that world.
 */
final class EditorScreen implements Screen {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String text;
    private final String name;
    private final Records records;

    /**
     * An editor.
     *
     * @param text to begin with
     * @param name of the file that it is of
     */
    EditorScreen(String text, String name, Records records) {
        this.text = ExerciseText.unsigned(text);
        this.name = name;
        this.records = records;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(Action.TEACH, "/editor", this::open);
        routes.post(Action.TEACH, "/editor/check", request -> answer(request, text(request)));
        routes.post(Action.TEACH, "/editor/pick", this::pick);
        routes.post(Action.TEACH, "/editor/try", this::attempt);
        routes.post(Action.TEACH, "/editor/file", this::file);
    }

    private void open(Request request) {
        Map<String, Object> values = new HashMap<>(Map.of("text", text, "name", name));
        try {
            values.put("picks", Picks.of(Exercise.parse(text, name), request.words()));
        } catch (UnusableExerciseException faulty) {
            // The page asks for the faults of its text at once.
            values.remove("picks");
        }
        request.page("training/editor.jte", values);
    }

    /** As it was typed: a text that loses a blank at its start has other columns. */
    private static String text(Request request) {
        List<String> texts = request.values("text");
        return texts.isEmpty() ? "" : texts.get(0);
    }

    private void pick(Request request) {
        try {
            answer(request, Picks.picked(text(request), request.needed("key"), request));
        } catch (IllegalArgumentException unknown) {
            throw RefusedException.badInput(String.valueOf(unknown.getMessage()));
        }
    }

    /** The text, its faults or, where it has none, its fields. */
    private void answer(Request request, String now) {
        ObjectNode answer = MAPPER.createObjectNode().put("text", now);
        ArrayNode faults = answer.putArray("faults");
        try {
            Picks picks = Picks.of(Exercise.parse(now, name), request.words());
            answer.put("picks", request.rendered("training/picks.jte", Map.of("picks", picks)));
        } catch (UnusableExerciseException faulty) {
            for (RuleIssue issue : faulty.issues()) {
                faults.addObject()
                        .put("line", issue.line())
                        .put("column", issue.column())
                        .put("message", issue.message())
                        .put("source", issue.sourceLine());
            }
        }
        request.json(answer.toString());
    }

    /** One at a time: each takes the engine some seconds. */
    private synchronized void attempt(Request request) {
        Exercise exercise = parsed(request);
        Preview preview;
        try {
            preview = Preview.of(exercise, Dealer::deal, new Engine(records));
        } catch (TrainingException refused) {
            throw RefusedException.badInput(String.valueOf(refused.getMessage()));
        }
        List<Dealt.Bill> window = preview.dealt().window();
        List<Pair> pairs = window.stream()
                .filter(shown(window)::contains)
                .map(bill -> Pair.of(bill, window, request.words()))
                .toList();
        request.page(
                "training/tried.jte",
                Map.of("pairs", pairs, "reference", preview.reference(), "picks", Picks.of(exercise, request.words())));
    }

    /** Offences, and of look-alikes that stand beside none the first. */
    private static Set<Dealt.Bill> shown(List<Dealt.Bill> window) {
        Set<Dealt.Bill> shown = new HashSet<>();
        Set<String> pairs = new HashSet<>();
        window.stream().filter(Dealt.Bill::offends).forEach(bill -> {
            shown.add(bill);
            pairs.add(pair(bill.planted()));
        });
        window.stream()
                .filter(bill -> bill.planted() != null && pairs.add(pair(bill.planted())))
                .forEach(shown::add);
        return shown;
    }

    private static String pair(@Nullable Planted planted) {
        return planted == null ? "" : planted.pair();
    }

    private Exercise parsed(Request request) {
        try {
            return Exercise.parse(text(request), name);
        } catch (UnusableExerciseException faulty) {
            throw RefusedException.badInput(String.valueOf(faulty.getMessage()));
        }
    }

    private void file(Request request) {
        Exercise exercise = parsed(request);
        String called =
                request.value("name").replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[.-]+", "");
        String plain = called.isEmpty() ? "exercise" : called.replaceAll("\\.ya?ml$", "");
        request.file(
                plain + ".yaml",
                "application/yaml; charset=utf-8",
                ExerciseText.anew(text(request), exercise).getBytes(StandardCharsets.UTF_8));
    }
}
