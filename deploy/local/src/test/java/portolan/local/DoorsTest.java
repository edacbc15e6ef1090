// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import portolan.console.door.DoorBudget;
import portolan.desk.server.DeskBudget;
import portolan.feeds.Bills;
import portolan.rest.GuardOptions;
import portolan.schemas.wire.MessageTopic;

/** The page of budgets has the figures that the doors have. */
class DoorsTest {
    private static final Path PAGE = Path.of("../DOORS.md");
    private static final String NONE = "-";

    @Test
    void thePageHasTheFiguresOfTheDoors() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| budget"))
                .map(line -> Arrays.stream(line.split("\\|", -1))
                        .skip(2)
                        .limit(3)
                        .map(String::strip)
                        .collect(Collectors.joining(" ")))
                .toList();
        assertThat(rows).containsExactlyElementsOf(figures());
    }

    private static List<String> figures() {
        List<String> rows = new ArrayList<>();
        List<Long> desk = numbers(DoorBudget.DESK);
        List<Long> gateway = numbers(DoorBudget.gateway(MessageTopic.MOST_BYTES));
        Map<Integer, Long> ofFlink = Map.of(
                0,
                (long) GuardOptions.WAITING,
                4,
                (long) GuardOptions.READING_BYTES,
                8,
                GuardOptions.HEAD.toSeconds(),
                9,
                GuardOptions.BODY.toSeconds());
        for (int i = 0; i < desk.size(); i++) {
            Long flink = ofFlink.get(i);
            rows.add(row(number(desk.get(i)), number(gateway.get(i)), flink == null ? NONE : number(flink)));
        }
        for (long ofDesk : List.of(
                (long) DeskBudget.SESSIONS,
                (long) DeskBudget.PAGES,
                DeskBudget.IDLE.toHours(),
                DeskBudget.LONGEST.toHours(),
                (long) DeskBudget.SIGN_INS_OF_AN_ADDRESS,
                (long) DeskBudget.SIGN_INS)) {
            rows.add(row(number(ofDesk), NONE, NONE));
        }
        rows.add(row(NONE, number(Bills.MOST_REJECTS), NONE));
        return rows;
    }

    private static List<Long> numbers(DoorBudget of) {
        return List.of(
                (long) of.connections(),
                (long) of.threads(),
                (long) of.strangers(),
                (long) of.ofOne(),
                (long) of.strangerBytes(),
                (long) of.bytes(),
                (long) of.inMemory(),
                (long) of.large(),
                of.head().toSeconds(),
                of.body().toSeconds(),
                (long) of.leastRate(),
                of.answer().toSeconds());
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String row(String... cells) {
        return String.join(" ", cells);
    }
}
