// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.ArrayList;
import java.util.List;

/** All plays: every scheme and look-alike once, but for those that fall on whoever comes along ({@link Chances}). */
final class Repertoire {
    private Repertoire() {}

    static List<Play> plays(FeedSettings settings) {
        List<Play> plays = new ArrayList<>(published());
        // Even a play without any share would draw dice: none may be there that was not when figures were published.
        for (Play play : others()) {
            if (settings.weight(play.about()) > 0) {
                plays.add(play);
            }
        }
        return plays;
    }

    private static List<Play> others() {
        return List.of(
                new PausePlays.LentName().of(3, 6, 14, 42),
                new PausePlays.QuietQuarter().of(3, 6, 14, 42),
                new PausePlays.RegainedTrade().of(3, 6, 14, 42),
                new SplittingPlays.SpreadSplitting().of(8, 21, 20, 60),
                new SplittingPlays.ParcelPoint().of(8, 20, 20, 60),
                new SplittingPlays.GiftSeason().of(4, 8, 4, 10),
                new RefilePlays.SwappedBox().of(2, 5, 21, 56),
                new RefilePlays.BoxReplaced().of(1, 3, 14, 56),
                new RefilePlays.ResoldRefile().of(1, 3, 14, 56),
                new PhoenixPlays.SameAddress().of(4, 8, 28, 70),
                new PhoenixPlays.NextTenant().of(4, 8, 28, 70),
                new PhoenixPlays.SharedBuilding().of(4, 8, 28, 70),
                new NoveltyPlays.AllNew().of(2, 4, 14, 42),
                new NoveltyPlays.NewBranch().of(3, 6, 21, 70),
                new NoveltyPlays.ExportDrive().of(3, 6, 21, 70),
                new ValuePlays.OverInvoicing().of(4, 8, 28, 80),
                new ValuePlays.PremiumLine().of(8, 14, 80, 160),
                new ValuePlays.RushPrice().of(1, 2, 5, 30));
    }

    private static List<Play> published() {
        return List.of(
                new DormantPlays.Hijacked().of(3, 6, 14, 42),
                new DormantPlays.SeasonalReturn().of(3, 6, 14, 42),
                new DormantPlays.Revived().of(3, 6, 14, 42),
                new PhoenixPlays.Phoenix().of(4, 8, 28, 70),
                new PhoenixPlays.Newcomer().of(4, 8, 28, 70),
                new PhoenixPlays.BusinessCentre().of(4, 8, 28, 70),
                new PhoenixPlays.Subsidiary().of(4, 8, 28, 70),
                new PhoenixPlays.NewSupplier().of(4, 8, 28, 70),
                new SealPlays.RipOn().of(3, 6, 28, 70),
                new SealPlays.CustomsReseal().of(1, 3, 14, 60),
                new SealPlays.SealSlip().of(1, 3, 14, 60),
                new SealPlays.SealDamaged().of(1, 3, 14, 60),
                new SealPlays.ShortSeal().of(3, 6, 28, 70),
                new ConsigneePlays.Switch().of(3, 6, 21, 56),
                new ConsigneePlays.SoldAtSea().of(1, 4, 14, 56),
                new ConsigneePlays.Slip().of(1, 3, 14, 56),
                new ConsigneePlays.Spelling().of(1, 3, 14, 56),
                new CoverLoadPlays.CoverLoad().of(3, 6, 21, 56),
                new CoverLoadPlays.NewProductLine().of(4, 8, 28, 90),
                new CoverLoadPlays.OtherPackaging().of(2, 6, 21, 56),
                new CoverLoadPlays.HsSlip().of(1, 2, 14, 56),
                new ValuePlays.Undervaluation().of(5, 10, 42, 98),
                new ValuePlays.SalePrice().of(1, 2, 5, 30),
                new ValuePlays.LowGrade().of(10, 18, 100, 180),
                new ValuePlays.StrongCurrency().of(2, 6, 21, 70),
                new SplittingPlays.Splitting().of(15, 25, 40, 90),
                new SplittingPlays.SmallOrders().of(14, 26, 60, 130),
                new SplittingPlays.Restocking().of(4, 8, 3, 7),
                new SplittingPlays.Webshop().of(5, 12, 10, 30),
                new OriginPlays.FalseOrigin().of(4, 8, 35, 84),
                new OriginPlays.HubTrader().of(8, 14, 80, 160),
                new OriginPlays.NewSource().of(4, 8, 35, 84),
                new OriginPlays.NewRoute().of(4, 8, 35, 84),
                new OriginPlays.OriginSlip().of(1, 2, 14, 56),
                new BoxPlays.Cloned().of(3, 5, 21, 56),
                new BoxPlays.BoxSlip().of(1, 2, 14, 56),
                new BoxPlays.BoxCheckDigit().of(1, 2, 14, 56),
                new BoxPlays.RolledBox().of(1, 3, 14, 56),
                new BoxPlays.QuickTurn().of(1, 3, 14, 56),
                new WeightPlays.Impossible().of(3, 6, 21, 56),
                new WeightPlays.PoundsSlip().of(1, 2, 14, 56),
                new WeightPlays.VgmRounded().of(2, 6, 21, 56),
                new WeightPlays.BoxVolume().of(2, 6, 21, 56),
                new WeightPlays.HeavyBox().of(1, 3, 21, 56),
                new WeightPlays.Dunnage().of(1, 3, 21, 56),
                new RefilePlays.CancelRefile().of(3, 6, 21, 56),
                new RefilePlays.HonestRefile().of(1, 3, 14, 56),
                new RefilePlays.RolledRefile().of(1, 3, 14, 56),
                new RefilePlays.OfficeChange().of(1, 3, 14, 56),
                new RefilePlays.ForwarderChange().of(4, 8, 28, 70),
                new RingPlays.ContactRing().of(18, 30, 70, 110),
                new RingPlays.AgentPhone().of(18, 30, 70, 110),
                new RingPlays.GroupCompany().of(14, 25, 70, 110));
    }
}
