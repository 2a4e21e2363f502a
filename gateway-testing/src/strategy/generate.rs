//! Generate: values out of a number, in the words of proptest.
//!
//! A strategy of proptest carries for each value a tree of all that it could shrink to. Of worlds
//! those trees are most of the time that a case takes, and only a case that fails has a use for
//! them. Here a value is drawn as it is; [`shrink`](crate::shrink) makes failing cases small.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::ops::{Range, RangeInclusive};
use std::rc::Rc;

use proptest::prelude::Rng as _;
use proptest::strategy::{Just as Fixed, NewTree};
use proptest::test_runner::TestRunner;

/// Numbers that follow from a seed.
#[derive(Clone, Debug)]
pub(super) struct Rng(u64);

impl Rng {
    /// Those of a seed.
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next one (splitmix64).
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// One below a bound.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        let wide = u128::from(self.next()) * bound as u128;
        usize::try_from(wide >> 64).unwrap_or_default()
    }
}

/// What draws values.
pub(super) trait Strategy {
    /// What it draws.
    type Value;

    /// Draws one.
    fn draw(&self, rng: &mut Rng) -> Self::Value;

    /// What becomes of each value.
    fn prop_map<O, F: Fn(Self::Value) -> O>(self, map: F) -> Map<Self, F>
    where
        Self: Sized,
    {
        Map(self, map)
    }

    /// Draws with what each value leads to.
    fn prop_flat_map<S: Strategy, F: Fn(Self::Value) -> S>(self, map: F) -> FlatMap<Self, F>
    where
        Self: Sized,
    {
        FlatMap(self, map)
    }

    /// The same behind a pointer.
    fn boxed(self) -> BoxedStrategy<Self::Value>
    where
        Self: Sized + 'static,
    {
        BoxedStrategy(Rc::new(self))
    }
}

/// A strategy with its values changed.
#[derive(Clone, Debug)]
pub(super) struct Map<S, F>(S, F);

impl<S: Strategy, O, F: Fn(S::Value) -> O> Strategy for Map<S, F> {
    type Value = O;

    fn draw(&self, rng: &mut Rng) -> O {
        (self.1)(self.0.draw(rng))
    }
}

/// A strategy whose values choose another one.
#[derive(Clone, Debug)]
pub(super) struct FlatMap<S, F>(S, F);

impl<S: Strategy, T: Strategy, F: Fn(S::Value) -> T> Strategy for FlatMap<S, F> {
    type Value = T::Value;

    fn draw(&self, rng: &mut Rng) -> T::Value {
        (self.1)(self.0.draw(rng)).draw(rng)
    }
}

/// A strategy of whatever type.
pub(super) struct BoxedStrategy<T>(Rc<dyn Strategy<Value = T>>);

impl<T> Clone for BoxedStrategy<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> Debug for BoxedStrategy<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("BoxedStrategy")
    }
}

impl<T> Strategy for BoxedStrategy<T> {
    type Value = T;

    fn draw(&self, rng: &mut Rng) -> T {
        self.0.draw(rng)
    }
}

/// One value, always.
#[derive(Clone, Copy, Debug)]
pub(super) struct Just<T>(pub(super) T);

impl<T: Clone> Strategy for Just<T> {
    type Value = T;

    fn draw(&self, _rng: &mut Rng) -> T {
        self.0.clone()
    }
}

/// One of several strategies, by their weights.
#[derive(Debug)]
pub(super) struct OneOf<T> {
    total: usize,
    options: Vec<(usize, BoxedStrategy<T>)>,
}

impl<T> OneOf<T> {
    pub(super) fn new(options: Vec<(usize, BoxedStrategy<T>)>) -> Self {
        let total = options.iter().map(|(weight, _)| weight).sum();
        Self { total, options }
    }
}

impl<T> Strategy for OneOf<T> {
    type Value = T;

    fn draw(&self, rng: &mut Rng) -> T {
        let mut left = rng.below(self.total);
        let mut last = &self.options[0].1;
        for (weight, option) in &self.options {
            last = option;
            if left < *weight {
                break;
            }
            left -= weight;
        }
        last.draw(rng)
    }
}

macro_rules! prop_oneof {
    ($($weight:expr => $strategy:expr),+ $(,)?) => {
        $crate::strategy::generate::OneOf::new(vec![
            $(($weight, $crate::strategy::generate::Strategy::boxed($strategy))),+
        ])
    };
    ($($strategy:expr),+ $(,)?) => { prop_oneof![$(1 => $strategy),+] };
}

pub(super) use prop_oneof;

macro_rules! ranges {
    ($($int:ty)*) => {
        $(
            impl Strategy for Range<$int> {
                type Value = $int;

                fn draw(&self, rng: &mut Rng) -> $int {
                    let width = usize::try_from(self.end - self.start).unwrap_or_default();
                    self.start + <$int>::try_from(rng.below(width)).unwrap_or_default()
                }
            }

            impl Strategy for RangeInclusive<$int> {
                type Value = $int;

                fn draw(&self, rng: &mut Rng) -> $int {
                    let width = usize::try_from(self.end() - self.start()).unwrap_or_default();
                    self.start() + <$int>::try_from(rng.below(width + 1)).unwrap_or_default()
                }
            }
        )*
    };
}

ranges!(i32 i64 u16 u32 u64 usize);

macro_rules! tuples {
    ($($name:ident)*) => {
        impl<$($name: Strategy),*> Strategy for ($($name,)*) {
            type Value = ($($name::Value,)*);

            #[allow(non_snake_case, reason = "the names of the types serve for their values")]
            fn draw(&self, rng: &mut Rng) -> Self::Value {
                let ($($name,)*) = self;
                ($($name.draw(rng),)*)
            }
        }
    };
}

tuples!(A B);
tuples!(A B C);
tuples!(A B C D);
tuples!(A B C D E);
tuples!(A B C D E F);
tuples!(A B C D E F G);
tuples!(A B C D E F G H);
tuples!(A B C D E F G H I);
tuples!(A B C D E F G H I J);

/// A type with all its values.
pub(super) trait Arbitrary {
    fn any(rng: &mut Rng) -> Self;
}

impl Arbitrary for bool {
    fn any(rng: &mut Rng) -> Self {
        rng.next() & 1 == 1
    }
}

impl Arbitrary for u64 {
    fn any(rng: &mut Rng) -> Self {
        rng.next()
    }
}

/// Any value of a type.
pub(super) fn any<T: Arbitrary>() -> Draw<fn(&mut Rng) -> T> {
    Draw(T::any)
}

/// What a function draws.
#[derive(Clone, Debug)]
pub(super) struct Draw<F>(pub(super) F);

impl<T, F: Fn(&mut Rng) -> T> Strategy for Draw<F> {
    type Value = T;

    fn draw(&self, rng: &mut Rng) -> T {
        (self.0)(rng)
    }
}

/// How many there are of something.
pub(super) trait Size {
    fn size(&self, rng: &mut Rng) -> usize;
}

impl Size for usize {
    fn size(&self, _rng: &mut Rng) -> usize {
        *self
    }
}

impl Size for Range<usize> {
    fn size(&self, rng: &mut Rng) -> usize {
        self.draw(rng)
    }
}

impl<F: Fn(&mut Rng) -> usize> Size for Draw<F> {
    fn size(&self, rng: &mut Rng) -> usize {
        self.draw(rng)
    }
}

/// A list of values.
#[derive(Clone, Debug)]
pub(super) struct ListOf<S, N>(S, N);

impl<S: Strategy, N: Size> Strategy for ListOf<S, N> {
    type Value = Vec<S::Value>;

    fn draw(&self, rng: &mut Rng) -> Self::Value {
        let size = self.1.size(rng);
        (0..size).map(|_| self.0.draw(rng)).collect()
    }
}

/// What makes collections and choices, under the names that proptest gives it.
pub(super) mod prop {
    pub(in crate::strategy) mod collection {
        use super::super::{BTreeMap, BTreeSet, ListOf, Size, Strategy};

        /// A list of so many values.
        pub(in crate::strategy) fn vec<S, N: Size>(element: S, size: N) -> ListOf<S, N> {
            ListOf(element, size)
        }

        /// A set of at most so many values.
        pub(in crate::strategy) fn btree_set<S: Strategy<Value: Ord>>(
            element: S,
            size: impl Size,
        ) -> impl Strategy<Value = BTreeSet<S::Value>> {
            vec(element, size).prop_map(BTreeSet::from_iter)
        }

        /// A map of at most so many entries.
        pub(in crate::strategy) fn btree_map<K: Strategy<Value: Ord>, V: Strategy>(
            key: K,
            value: V,
            size: impl Size,
        ) -> impl Strategy<Value = BTreeMap<K::Value, V::Value>> {
            vec((key, value), size).prop_map(BTreeMap::from_iter)
        }
    }

    pub(in crate::strategy) mod bool {
        use super::super::{Draw, Rng, Strategy};

        /// True with a probability.
        pub(in crate::strategy) fn weighted(
            probability: f64,
        ) -> impl Strategy<Value = bool> + Clone {
            const STEPS: u32 = 1_000_000;
            Draw(move |rng: &mut Rng| {
                let drawn = u32::try_from(rng.below(STEPS as usize)).unwrap_or_default();
                f64::from(drawn) < probability * f64::from(STEPS)
            })
        }
    }
}

/// A strategy as proptest takes it, whose values do not shrink.
#[derive(Clone, Debug)]
pub struct Drawn<T>(pub(super) BoxedStrategy<T>);

impl<T: Clone + Debug> proptest::strategy::Strategy for Drawn<T> {
    type Tree = Fixed<T>;
    type Value = T;

    fn new_tree(&self, runner: &mut TestRunner) -> NewTree<Self> {
        let seed = runner.rng().next_u64();
        Ok(Fixed(self.0.draw(&mut Rng::new(seed))))
    }
}
