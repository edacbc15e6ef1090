// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import portolan.training.exercise.Exercise;
import portolan.training.round.Pick;
import portolan.training.round.Round;
import portolan.training.round.Shown;
import portolan.training.world.Dealer;

/** Rounds of a small exercise, without an engine. */
final class SmallRounds {
    static final String TEXT = """
            world: durres-port
            day: 2026-05-04
            past: 20
            window: 6h
            bills: 12
            schemes: {rip_on: 2}
            lookalikes: 2
            budget: 3
            minutes: 30
            questions: [picks]
            language: sq
            """;

    private static final AtomicInteger OPENED = new AtomicInteger();

    private SmallRounds() {}

    static Round open(Path folder) throws Exception {
        // Each its own, and the same in every run.
        String seed = String.format(Locale.ROOT, "%064x", OPENED.incrementAndGet());
        Exercise exercise = Exercise.parse(TEXT, "small.yaml").seeded(seed);
        return Round.open(folder, exercise, null, Dealer::deal, dealt -> Map.of(), Clock.systemUTC());
    }

    static Round reopen(Path folder) throws Exception {
        return Round.reopen(folder, dealt -> Map.of(), Clock.systemUTC());
    }

    /** Trainees pick one consignment each, and the seal is broken. */
    static Round held(Path folder, String... trainees) throws Exception {
        Round round = open(folder);
        round.start();
        List<Shown> bills = round.bills(Clock.systemUTC().instant());
        for (int i = 0; i < trainees.length; i++) {
            round.pick(trainees[i], Pick.of(bills.get(i).key()));
        }
        round.close();
        round.unseal(null);
        return round;
    }
}
