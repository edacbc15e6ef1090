// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static portolan.local.desk.PagesWorld.bill;
import static portolan.local.desk.PagesWorld.box;
import static portolan.local.desk.PagesWorld.party;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Media;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.desk.Desk;
import portolan.desk.server.Accounts;
import portolan.desk.server.Links;
import portolan.desk.server.Role;
import portolan.desk.server.User;
import portolan.schemas.avro.DecisionAction;
import portolan.schemas.avro.DecisionRecorded;
import portolan.schemas.avro.DeskAudited;
import portolan.schemas.avro.IndicatorReading;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.InspectionPlace;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.OutcomeCode;
import portolan.schemas.lines.ContentId;
import portolan.schemas.wire.Topics;
import portolan.testing.Patience;

/** What officers do where the desk is not: on paper, and in a browser that does not reach it. */
@Tag("rest")
class AwayIT {
    private static final String PASSWORD = "a long password";
    private static final int LONG = 700;
    private static final String CHINESE = "钢制螺栓与配件 申报重量与历史记录不符 ".repeat(8);

    @TempDir
    private static Path directory = Path.of(".");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static PagesWorld world;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Desk desk;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Chromium chromium;

    private final List<BrowserContext> browsers = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // set before each test
    private Page anna;

    @BeforeAll
    static void start() throws Exception {
        chromium = Chromium.start();
        world = new PagesWorld(directory);
        Accounts accounts = Accounts.readOrNew(directory.resolve("users"));
        accounts.put(new User("anna", Role.OFFICER, ""), PASSWORD);
        accounts.put(new User("ben", Role.OFFICER, ""), PASSWORD);
        // Nobody decides of the first two: whatever came before, the list has rows.
        for (String key : List.of("ROW", "NEXT", "OFFLINE", "RESTART", "OVERTAKEN", "PLAIN", "AGAIN", "OTHER")) {
            world.filed(key, bill(party("CONSIGNOR", key + " LTD", "", ""), box("MSKU1234565", "S1"), ""), any -> {});
            world.assessed(key, Lane.RED, PagesWorld.NOW, any -> {});
            world.alert(key);
        }
        large();
        desk = world.desk(0, List.of());
        Patience.until("all is read", desk::isLive, () -> "");
    }

    /** Fifteen boxes with four seals each, and texts that go on and on; then one in letters that are as wide as high. */
    private static void large() throws Exception {
        String boxes = IntStream.range(0, 15)
                .mapToObj(i -> "{\"id\":\"MSKU" + (1_000_000 + i) + "\",\"sizeType\":\"45G1\",\"seals\":["
                        + IntStream.range(0, 4)
                                .mapToObj(seal -> "{\"number\":\"SEAL" + i + seal + "0000\",\"party\":\"CARRIER\"}")
                                .collect(Collectors.joining(","))
                        + "]}")
                .collect(Collectors.joining(","));
        world.filed("LARGE", bill(party("CONSIGNOR", "LARGE LTD", "", ""), boxes, ""), any -> {});
        world.assessed("LARGE", Lane.RED, PagesWorld.NOW, assessed -> {
            assessed.setGoods("steel ".repeat(LONG / 6));
            assessed.setShipper("S".repeat(LONG));
            assessed.setConsignee("consignee ".repeat(LONG / 10));
            assessed.setConveyance("ship ".repeat(LONG / 5));
            assessed.setThreats(List.of(PagesWorld.threat(
                    Lane.RED,
                    IntStream.range(0, 24)
                            .mapToObj(i -> "rule-" + i + "-" + "y".repeat(200))
                            .toList())));
            assessed.getRuleset().setHash("0".repeat(64));
            assessed.setReadings(List.of(
                    new IndicatorReading("seal_changed", 1.0, ""),
                    new IndicatorReading("vgm_mismatch", 1.0, ""),
                    new IndicatorReading("first_time_pair", 1.0, ""),
                    new IndicatorReading("detour_factor", 3.0, ""),
                    new IndicatorReading("origin_switched", 3.0, ""),
                    new IndicatorReading("container_check_digit", 1.0, "")));
        });
        world.filed("CHINESE", bill(party("CONSIGNOR", CHINESE, "", ""), boxes, ""), any -> {});
        world.assessed("CHINESE", Lane.RED, PagesWorld.NOW, assessed -> {
            assessed.setGoods(CHINESE);
            assessed.setShipper(CHINESE);
            assessed.setThreats(List.of(PagesWorld.threat(
                    Lane.RED, IntStream.range(0, 9).mapToObj(i -> CHINESE + i).toList())));
        });
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable part : new AutoCloseable[] {desk, world, chromium}) {
            if (part != null) {
                part.close();
            }
        }
    }

    @BeforeEach
    void open() {
        anna = signedIn("anna");
    }

    @AfterEach
    void close() {
        browsers.forEach(BrowserContext::close);
    }

    private Page signedIn(String name) {
        BrowserContext browser = chromium.person();
        browsers.add(browser);
        Page page = browser.newPage();
        page.navigate(at("/login"));
        signIn(page, name);
        return page;
    }

    private static void signIn(Page page, String name) {
        page.locator("#name").fill(name);
        page.locator("#password").fill(PASSWORD);
        page.locator("button.main").click();
        page.waitForURL("**/worklist");
    }

    private static String at(String path) {
        return desk.address().resolve(path).toString();
    }

    private static String view(String view, String key) {
        return at(Links.card(Desks.TENANT, key).replace("/consignment", view));
    }

    private static List<DecisionRecorded> decisions(String key) {
        return world.all(Topics.DECISIONS_RECORDED, DecisionRecorded.class).stream()
                .filter(said -> said.getConsignmentKey().equals(key))
                .toList();
    }

    private static List<InspectionOutcome> outcomes(String key) {
        return world.all(Topics.INSPECTIONS_REPORTED, InspectionOutcome.class).stream()
                .filter(said -> said.getConsignmentKey().equals(key))
                .toList();
    }

    @Test
    void anOutcomeMadeWithoutNetworkIsSentOnceWithTheHashesOfItsPhotographs() throws Exception {
        byte[] photo = "a photograph of a seal".getBytes(StandardCharsets.UTF_8);
        List<String> bodies = new ArrayList<>();
        anna.onRequest(request -> bodies.add(request.url() + ' ' + request.postData()));
        anna.navigate(view("/consignment", "OFFLINE"));
        anna.keyboard().press("c");
        anna.locator(".tag.taken").waitFor();
        anna.navigate(view("/sheet", "OFFLINE"));
        Locator form = anna.locator(".report form");
        form.waitFor();

        anna.context().setOffline(true);
        form.locator("input[type=file]")
                .setInputFiles(new FilePayload[] {new FilePayload("seal.jpg", "image/jpeg", photo)});
        assertThat(form.locator(".photos")).containsText("seal.jpg " + ContentId.sha256Hex(photo));
        form.locator("input[value=SMUGGLED_GOODS]").check();
        form.locator("select[name=place]").selectOption("DOORS");
        form.locator("input[name=minutes]").fill("35");
        form.locator("button.main").click();
        assertThat(anna.locator("#unsent")).containsText("Not yet sent: 1.");
        assertThat(form.locator("button.main")).isDisabled();
        assertThat(outcomes("OFFLINE")).isEmpty();

        anna.context().setOffline(false);
        assertThat(anna.locator("#unsent")).isHidden();
        assertThat(outcomes("OFFLINE")).singleElement().satisfies(said -> {
            assertThat(said.getCode()).isEqualTo(OutcomeCode.SMUGGLED_GOODS);
            assertThat(said.getPlace()).isEqualTo(InspectionPlace.DOORS);
            assertThat(said.getMinutes()).isEqualTo(35);
            assertThat(said.getPhotos()).containsExactly(ContentId.sha256Hex(photo));
        });
        assertThat(bodies).noneMatch(body -> body.contains("a photograph") || body.contains("seal.jpg"));
        anna.reload();
        assertThat(anna.locator("#unsent")).isHidden();
        assertThat(outcomes("OFFLINE")).hasSize(1);
        anna.navigate(view("/consignment", "OFFLINE"));
        assertThat(anna.locator("ol.done")).containsText(new String[] {ContentId.sha256Hex(photo)});
        assertThat(anna.locator("ol.done")).containsText(new String[] {"35 minutes"});
    }

    @Test
    void aDecisionOutlivesTheServerAndIsSentOnceAfterSigningInAgain() throws Exception {
        anna.navigate(view("/decide", "RESTART"));
        int port = desk.address().getPort();
        desk.close();

        anna.locator("input[value=EXAMINE]").check();
        anna.locator("form.form button.main").click();
        assertThat(anna.locator("#unsent")).containsText("Not yet sent: 1.");

        desk = world.desk(port, List.of());
        Patience.until("all is read", desk::isLive, () -> "");
        assertThat(anna.locator("#unsent")).containsText("Sign in again");
        assertThat(decisions("RESTART")).isEmpty();
        anna.locator("#unsent a").click();
        signIn(anna, "anna");
        assertThat(anna.locator("#unsent")).isHidden();
        assertThat(decisions("RESTART"))
                .singleElement()
                .satisfies(said -> assertThat(List.of(said.getAction(), said.getBy()))
                        .containsExactly(DecisionAction.EXAMINE, "anna"));
    }

    /** Anna enters in another window, and then ben does: the window of before is theirs no more, but its form is hers. */
    @Test
    void aFormOfBeforeSigningInAgainIsSentByWhoFilledItIn() {
        anna.navigate(view("/decide", "AGAIN"));
        anna.locator("input[value=SCAN]").check();
        Page window = anna.context().newPage();
        window.navigate(at("/login"));
        signIn(window, "anna");
        anna.locator("form.form button.main").click();
        anna.locator(".decided").waitFor();
        assertThat(decisions("AGAIN")).hasSize(1);

        anna.navigate(view("/decide", "OTHER"));
        anna.locator("input[value=SCAN]").check();
        window.navigate(at("/login"));
        signIn(window, "ben");
        anna.locator("form.form button.main").click();
        assertThat(anna.locator("#unsent")).containsText("Sign in again");
        assertThat(decisions("OTHER")).isEmpty();
        anna.locator("#unsent a").click();
        signIn(anna, "anna");
        assertThat(anna.locator("#unsent")).isHidden();
        assertThat(decisions("OTHER"))
                .singleElement()
                .satisfies(said -> assertThat(said.getBy()).isEqualTo("anna"));
    }

    @Test
    void whatCanBeDoneWithARowIsReachedByTabAndOtherRowsAreNot() throws Exception {
        anna.navigate(at("/worklist"));
        Locator rows = anna.locator("[role=grid] .row[data-open]");
        rows.nth(0).focus();
        assertThat(tabbed(anna, 7))
                .containsExactly("steel bolts", "Claim", "Snooze", "Decide", "Outcome", "Inspection sheet", "outside");
        rows.nth(0).focus();
        anna.keyboard().press("ArrowDown");
        assertThat(rows.nth(1)).isFocused();
        for (int i = 0; i < 3; i++) {
            anna.keyboard().press("ArrowRight");
        }
        assertThat(rows.nth(1).locator("[data-key=z]")).isFocused();
        anna.keyboard().press("ArrowUp");
        assertThat(rows.nth(0)).isFocused();
        anna.keyboard().press("End");
        assertThat(rows.nth(0).locator("[data-key=p]")).isFocused();
        Chromium.looksRight(anna);
        anna.keyboard().press("Enter");
        anna.waitForURL("**/sheet?**");
    }

    /** What comes to hand by pressing Tab so often; "outside" for what is in no row. */
    private static List<String> tabbed(Page page, int times) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            page.keyboard().press("Tab");
            texts.add((String) page.evaluate("() => document.activeElement.closest('.row')"
                    + " ? document.activeElement.textContent.trim() : 'outside'"));
        }
        return texts;
    }

    @Test
    void whoLooksAtListsLeavesOneLineAMinuteAndWhoGuessesPasswordsOneEach() throws Exception {
        for (int i = 0; i < 3; i++) {
            anna.navigate(at("/worklist?lane=RED"));
            anna.navigate(at("/conveyances"));
        }
        Page guess = signedOut();
        for (int i = 0; i < 6; i++) {
            guess.locator("#name").fill("nobody");
            guess.locator("#password").fill("guessed " + i);
            guess.locator("button.main").click();
            guess.waitForLoadState();
        }
        assertThat(guess.locator("main, body").first()).containsText("Too many wrong passwords. Try again in");
        Patience.until(
                "all is noted",
                () -> audited().stream().anyMatch(line -> line.startsWith("desk WRONG_PASSWORDS nobody")),
                () -> audited().toString());
        assertThat(audited().stream().filter(line -> line.equals("anna SAW_LIST lane=RED")))
                .hasSize(1);
        assertThat(audited().stream().filter(line -> line.startsWith("anna SAW_TRIPS")))
                .hasSize(1);
        Patience.until(
                "the wait is over",
                () -> {
                    guess.locator("#name").fill("ben");
                    guess.locator("#password").fill(PASSWORD);
                    guess.locator("button.main").click();
                    guess.waitForLoadState();
                    return guess.url().endsWith("/worklist");
                },
                guess::url);
    }

    private Page signedOut() {
        BrowserContext browser = chromium.person();
        browsers.add(browser);
        Page page = browser.newPage();
        page.navigate(at("/login"));
        return page;
    }

    private static List<String> audited() {
        return world.all(Topics.DESK_AUDITED, DeskAudited.class).stream()
                .map(line -> line.getBy() + ' ' + line.getAction() + ' ' + line.getSubject())
                .toList();
    }

    @Test
    void whatIsOvertakenMeanwhileIsToldAndIsNobodyElsesToSend() {
        anna.navigate(view("/decide", "OVERTAKEN"));
        anna.locator("input[value=SCAN]").check();
        anna.context().setOffline(true);
        anna.locator("form.form button.main").click();
        assertThat(anna.locator("#unsent")).containsText("Not yet sent: 1.");
        Page ben = signedIn("ben");
        ben.navigate(view("/decide", "OVERTAKEN"));
        ben.locator("input[value=EXAMINE]").check();
        ben.locator("form.form button.main").click();
        ben.locator(".decided").waitFor();

        anna.context().setOffline(false);
        assertThat(anna.locator("#unsent")).containsText("Not accepted: OVERTAKEN. Somebody was faster.");
        assertThat(decisions("OVERTAKEN")).hasSize(1);
        anna.locator("#unsent button").click();
        assertThat(anna.locator("#unsent")).isHidden();
    }

    /**
     * Letters of other machines, as styles: whether their fonts are there or not, the widths differ. Large ones stand for
     * fonts whose letters are wide for their size.
     */
    private static final Map<String, String> LETTERS = Map.of(
            "the machine's", "",
            "serif", "body { font-family: 'Liberation Serif', 'DejaVu Serif', serif; }",
            "CJK",
                    "body { font-family: 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', 'Droid Sans Fallback', sans-serif; }",
            "large", "body { font-family: 'DejaVu Sans', sans-serif; font-size-adjust: .62; }",
            "wide", "body { font-family: 'DejaVu Sans Mono', monospace; letter-spacing: .08em; }");

    /** What is wrong with a sheet as it is printed: what leaves it, what stands on something else, what is not counted. */
    private static final String FAULTS = """
            () => {
              const sheet = document.querySelector('article.sheet');
              const faults = [];
              const where = of => of.className || of.tagName;
              const paper = sheet.getBoundingClientRect();
              let before = { bottom: paper.top };
              for (const part of sheet.children) {
                if (!part.offsetHeight) continue;
                const box = part.getBoundingClientRect();
                if (box.top < before.bottom - 0.5) faults.push(where(part) + ' stands on what is before it');
                if (box.bottom > paper.bottom + 0.5) faults.push(where(part) + ' leaves the paper');
                before = box;
              }
              for (const part of sheet.querySelectorAll('*:not(.brief, svg *)')) {
                if (part.scrollWidth > part.clientWidth + 1 && part.clientWidth) faults.push(where(part) + ' is cut at its side');
              }
              for (const list of sheet.querySelectorAll('[data-least]')) {
                const lines = [...list.querySelectorAll('[data-line]')];
                const shown = lines.filter(line => line.offsetHeight).length;
                const over = list.querySelector('.over');
                const more = over.offsetHeight ? Number(over.textContent.match(/[0-9]+/)[0]) : 0;
                const all = lines.length + Number(over.dataset.beyond || 0);
                if (shown + more !== all) faults.push(`${where(list)}: ${shown} shown, ${more} more, ${all} in all`);
                if (shown < Math.min(lines.length, Number(list.dataset.least))) faults.push(where(list) + ': too few');
              }
              if (sheet.querySelector('.tall').offsetHeight < 40) faults.push('no room to write');
              if (parseFloat(getComputedStyle(sheet).fontSize) < 7) faults.push('nobody reads such letters');
              return faults;
            }""";

    @Test
    void aSheetIsOnePageOfA5WithEverythingOnItWhateverLettersTheMachineHas() throws Exception {
        speak("sq");
        for (Map.Entry<String, String> letters : LETTERS.entrySet()) {
            write(letters.getValue());
            assertIsOnePageWithEverything(letters.getKey() + ", sq");
        }
        assertIsOnePage("CHINESE", "sq");
    }

    @Test
    @Tag("night")
    void soItIsInOtherLanguagesAndWithLittleOnIt() throws Exception {
        for (String language : List.of("sq", "en", "sr-Latn")) {
            anna.unroute("**/assets/desk.css*");
            speak(language);
            for (Map.Entry<String, String> letters : LETTERS.entrySet()) {
                write(letters.getValue());
                String as = letters.getKey() + ", " + language;
                if (language.equals("sq")) {
                    assertIsOnePage("PLAIN", as);
                    assertIsOnePage("CHINESE", as);
                } else {
                    assertIsOnePageWithEverything(as);
                }
            }
        }
    }

    /** Everything is in these letters from the next page on. */
    private void write(String letters) {
        anna.unroute("**/assets/desk.css*");
        anna.route("**/assets/desk.css*", route -> {
            APIResponse css = route.fetch();
            route.fulfill(new Route.FulfillOptions().setResponse(css).setBody(css.text() + "\n" + letters));
        });
    }

    private void assertIsOnePageWithEverything(String letters) {
        assertIsOnePage("LARGE", letters);
        assertThat(all(0)).as("boxes").isEqualTo(15);
        assertThat(all(1)).as("reasons").isEqualTo(24);
    }

    private void assertIsOnePage(String key, String letters) {
        anna.setViewportSize(1366, 768);
        anna.emulateMedia(new Page.EmulateMediaOptions().setMedia(null));
        anna.navigate(view("/sheet", key));
        assertIsOnePageOfA5(key + ", " + letters, anna.pdf(new Page.PdfOptions().setPreferCSSPageSize(true)));
        anna.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        // The paper without its margins, in the pixels of a page.
        anna.setViewportSize(499, 733);
        assertThat((List<?>) anna.evaluate(FAULTS)).as(key + ", " + letters).isEmpty();
    }

    /** How many a list of the sheet shows or counts. */
    private int all(int list) {
        Locator lines = anna.locator("article.sheet [data-least]").nth(list);
        String more = lines.locator(".over").innerText().replaceAll("[^0-9]", "");
        return lines.locator("[data-line]:visible").count() + (more.isEmpty() ? 0 : Integer.parseInt(more));
    }

    private static void assertIsOnePageOfA5(String of, byte[] pdf) {
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        assertThat(Pattern.compile("/Type\\s*/Page\\b(?!s)").matcher(text).results())
                .as(of)
                .hasSize(1);
        Matcher size = Pattern.compile("/MediaBox \\[0 0 ([\\d.]+) ([\\d.]+)]").matcher(text);
        assertThat(size.find()).isTrue();
        assertThat(Double.parseDouble(size.group(1))).isBetween(418.0, 421.0);
        assertThat(Double.parseDouble(size.group(2))).isBetween(594.0, 597.0);
    }

    private void speak(String language) {
        // On paper there is no menu.
        anna.emulateMedia(new Page.EmulateMediaOptions().setMedia(null));
        anna.navigate(at("/roles"));
        anna.locator(".me summary").click();
        Locator button = anna.locator(".menu button[value=" + language + "]");
        if (button.isEnabled()) {
            button.click();
            anna.waitForURL("**/roles");
        }
    }

    @Test
    void theCodeOfASheetLeadsBackToItsConsignment() throws Exception {
        anna.navigate(view("/sheet", "PLAIN"));
        byte[] picture = anna.locator("svg.code").screenshot();

        BufferedImage image = Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(picture)));
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        String read = new QRCodeReader()
                .decode(new BinaryBitmap(
                        new HybridBinarizer(new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels))))
                .getText();

        assertThat(read).isEqualTo(view("/consignment", "PLAIN"));
        anna.locator("#find").fill(read);
        anna.locator("#find").press("Enter");
        anna.waitForURL("**/consignment?**");
        assertThat(anna.url()).isEqualTo(read);
    }
}
