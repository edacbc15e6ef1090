// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import portolan.testing.Patience;

/**
 * The system's Chromium, driven by a test; where there is none, the test is skipped and says so. All tests of a JVM have
 * one, and each has people of its own.
 */
final class Chromium implements AutoCloseable {
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));

    private static final double PATIENCE_MILLIS = (double) Patience.LASTS.toMillis();

    private static @Nullable Browser running;

    private final Browser browser;
    private final List<BrowserContext> people = new ArrayList<>();

    private Chromium(Browser browser) {
        this.browser = browser;
    }

    /** Of this JVM, started by the first who asks. */
    static Chromium start() {
        Browser browser = running;
        if (browser == null || !browser.isConnected()) {
            browser = launch();
            running = browser;
        }
        return new Chromium(browser);
    }

    private static Browser launch() {
        Optional<Path> executable = PLACES.stream().filter(Files::isExecutable).findFirst();
        Assumptions.assumeTrue(executable.isPresent(), "there is no Chromium: apt-get install chromium");
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        // Its directories go with it: nobody closes what the next class may want.
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close, "close Chromium"));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable.orElseThrow())
                        .setTimeout(PATIENCE_MILLIS));
    }

    /** A person's browser of their own: nothing is shared with another's, keys least of all. */
    BrowserContext person() {
        return person(new Browser.NewContextOptions().setViewportSize(1366, 768));
    }

    /** The same, on a telephone. */
    BrowserContext telephone() {
        return person(new Browser.NewContextOptions().setViewportSize(390, 844).setHasTouch(true));
    }

    private BrowserContext person(Browser.NewContextOptions options) {
        BrowserContext person = browser.newContext(options);
        person.setDefaultTimeout(PATIENCE_MILLIS);
        people.add(person);
        return person;
    }

    /** No page scrolls sideways on a telephone, at twice its size or on a usual screen, and axe finds nothing serious. */
    static void looksRight(Page page) {
        for (int[] size : new int[][] {{390, 844}, {683, 384}, {1366, 768}}) {
            page.setViewportSize(size[0], size[1]);
            assertThat((int) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                    .as("%s at %d", page.url(), size[0])
                    .isLessThanOrEqualTo(0);
        }
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .as(page.url())
                .filteredOn(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                .extracting(rule -> rule.getId() + ": " + rule.getNodes().get(0).getHtml())
                .isEmpty();
    }

    /** The people of this test leave. */
    @Override
    public void close() {
        people.forEach(BrowserContext::close);
    }
}
