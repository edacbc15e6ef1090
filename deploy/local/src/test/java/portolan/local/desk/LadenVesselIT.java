// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.desk.Desk;
import portolan.desk.server.Links;
import portolan.desk.server.Role;
import portolan.desk.server.User;
import portolan.local.EmbeddedKafka;
import portolan.local.LocalTopics;
import portolan.schemas.avro.Lane;
import portolan.testing.Patience;

/**
 * A ship that files its bills while officers look at it. {@code -Dportolan.bills=24000 -Dportolan.bills.aSecond=400} is the
 * largest ship there is, in a minute; {@code -Dportolan.bills.allOpen=true} gives each bill an alert. What took how long
 * is printed.
 */
@Tag("night")
class LadenVesselIT {
    private static final int BILLS = Integer.getInteger("portolan.bills", 3_000);
    private static final int A_SECOND = Integer.getInteger("portolan.bills.aSecond", 0);

    /** Filed before anybody looks. */
    private static final int FIRST = 200;

    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 250_000;

    @TempDir
    private Path directory = Path.of(".");

    @Test
    void itsPageRanksBillsAsTheyComeAndAnOfficerAtACardIsNotHeldUp() throws Exception {
        LadenVessel ship = LadenVessel.in(directory.resolve("feed"));
        try (Chromium chromium = Chromium.start();
                EmbeddedKafka kafka = EmbeddedKafka.temporary(LocalTopics.all());
                Desk desk = Desk.start(Desks.settings(
                        kafka.bootstrapServers(), directory, 0, List.of(new User("anna", Role.OFFICER, ""))));
                BrowserContext anna = chromium.person()) {
            ship.file(kafka.bootstrapServers(), 0, FIRST, 0);
            Page page = anna.newPage();
            page.navigate(desk.invitation().toString());
            String address =
                    desk.address().resolve("/conveyance?id=" + LadenVessel.TRIP).toString();
            Patience.until(
                    "the first bills are on its page",
                    () -> page.navigate(address).ok() && page.content().contains(FIRST + " bills"),
                    page::content);
            Page card = anna.newPage();

            CompletableFuture<Long> filed = CompletableFuture.supplyAsync(() -> {
                ship.file(kafka.bootstrapServers(), FIRST, BILLS, A_SECOND);
                return System.nanoTime();
            });
            List<Long> opened = new ArrayList<>();
            List<Long> claimed = new ArrayList<>();
            for (int bill = 0; bill < FIRST && !(filed.isDone() && claimed.size() > 1); bill++) {
                if (LadenVessel.lane(bill) == Lane.RED || LadenVessel.lane(bill) == Lane.YELLOW) {
                    opened.add(millis(card, desk.address() + card(ship, bill)));
                    long began = System.nanoTime();
                    card.keyboard().press("c");
                    card.locator(".tag.taken").first().waitFor();
                    claimed.add((System.nanoTime() - began) / 1_000_000);
                }
            }
            long last = filed.get();
            page.locator("#trip-now h2:text-is('" + String.format(Locale.ROOT, "%,d bills", BILLS) + "')")
                    .waitFor();
            long counted = (System.nanoTime() - last) / 1_000_000;
            List<String> order = ranked();
            page.locator("tbody tr.row")
                    .first()
                    .locator("a:text-is('" + order.get(0) + "')")
                    .waitFor();
            page.locator("tbody tr.row")
                    .nth(1)
                    .locator("a:text-is('" + order.get(1) + "')")
                    .waitFor();
            long ranked = (System.nanoTime() - last) / 1_000_000;

            assertThat(shown(page)).as("without being loaded again").isEqualTo(order.subList(0, PAGE));
            for (Lane lane : Lane.values()) {
                long of = IntStream.range(0, BILLS)
                        .filter(bill -> LadenVessel.lane(bill) == lane)
                        .count();
                assertThat(page.locator(".lanes a[href$='lane=" + lane + "']").innerText())
                        .endsWith(" " + of);
            }
            page.locator(".more a").click();
            page.locator("tbody tr.row").nth(PAGE).waitFor();
            assertThat(shown(page)).as("the next page is under the first").isEqualTo(order.subList(0, 2 * PAGE));
            List<Long> loaded = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                loaded.add(millis(card, address));
            }
            Response whole = Objects.requireNonNull(card.navigate(address));
            assertThat(whole.body().length).as("bytes of a page").isLessThan(LARGEST_PAGE);

            String list = desk.address().resolve("/worklist").toString();
            List<Long> listed = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                listed.add(millis(card, list));
            }
            List<Long> together = together(anna, list);

            page.locator("tbody tr.row").nth(3).click();
            ship.file(kafka.bootstrapServers(), BILLS, BILLS + 2, 0);
            page.locator("#anew:visible").waitFor();
            assertThat(shown(page)).as("in hand nothing moves").isEqualTo(order.subList(0, 2 * PAGE));
            System.out.println(BILLS + " bills: a card opens in " + summary(opened) + ", is claimed in "
                    + summary(claimed) + " meanwhile; all are counted " + counted + " ms and ranked " + ranked
                    + " ms after the last; the page loads in " + summary(loaded) + ", the list in " + summary(listed)
                    + ", without a browser for each of eight at once in " + summary(together));
        }
    }

    /** Until it is drawn, rows and all. */
    private static long millis(Page page, String address) {
        long began = System.nanoTime();
        page.navigate(address);
        page.evaluate("() => new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)))");
        return (System.nanoTime() - began) / 1_000_000;
    }

    /** Eight people who look at once, ten times each. */
    private static List<Long> together(BrowserContext person, String address) {
        String cookie =
                person.cookies().stream().map(one -> one.name + '=' + one.value).collect(Collectors.joining("; "));
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Cookie", cookie)
                .build();
        HttpClient client = HttpClient.newHttpClient();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<CompletableFuture<List<Long>>> people = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            people.add(CompletableFuture.supplyAsync(
                    () -> {
                        List<Long> millis = new ArrayList<>();
                        for (int look = 0; look < 10; look++) {
                            long began = System.nanoTime();
                            int status = client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                                    .join()
                                    .statusCode();
                            millis.add((System.nanoTime() - began) / 1_000_000);
                            assertThat(status).isEqualTo(200);
                        }
                        return millis;
                    },
                    threads));
        }
        List<Long> all = new ArrayList<>();
        people.forEach(one -> all.addAll(one.join()));
        threads.shutdown();
        return all;
    }

    private static String card(LadenVessel ship, int bill) {
        return Links.card(ship.tenant(), LadenVessel.key(bill)).substring(1);
    }

    /** As an officer wants them: the strictest lane first, in it the highest score. */
    private static List<String> ranked() {
        return IntStream.range(0, BILLS)
                .boxed()
                .sorted(Comparator.comparing(LadenVessel::lane)
                        .thenComparing(LadenVessel::score, Comparator.reverseOrder()))
                .map(LadenVessel::key)
                .toList();
    }

    private static List<String> shown(Page page) {
        return page.locator("tbody tr.row td:nth-child(4) a").allInnerTexts();
    }

    private static String summary(List<Long> millis) {
        Collections.sort(millis);
        return millis.get(millis.size() / 2) + " ms (median of " + millis.size() + ", at most "
                + millis.get(millis.size() - 1) + " ms)";
    }
}
