//! Defaults of the schema, written into an object as an API server writes them.

/// A value that the API has defaults for, itself or inside.
pub(crate) trait Defaults {
    /// Fills in what is absent, and then what is absent in that.
    fn apply_defaults(&mut self);
}

impl<T: Defaults> Defaults for Option<T> {
    fn apply_defaults(&mut self) {
        if let Some(value) = self {
            value.apply_defaults();
        }
    }
}

impl<T: Defaults> Defaults for Vec<T> {
    fn apply_defaults(&mut self) {
        self.iter_mut().for_each(T::apply_defaults);
    }
}

impl<T: Defaults> Defaults for Box<T> {
    fn apply_defaults(&mut self) {
        (**self).apply_defaults();
    }
}

/// Declares the fields of a struct that have a default, each with an accessor of its name that
/// gives it, and the fields whose values have defaults inside.
macro_rules! defaults {
    ($name:ident => set: [$($set:ident),*], within: [$($within:ident),*]) => {
        impl $name {
            /// The value with the API's defaults written in where something is absent, at any
            /// depth, as an API server stores it.
            #[must_use]
            pub fn with_defaults(mut self) -> Self {
                $crate::defaults::Defaults::apply_defaults(&mut self);
                self
            }
        }

        impl $crate::defaults::Defaults for $name {
            fn apply_defaults(&mut self) {
                $(
                    if self.$set.is_none() {
                        let default = self.$set().to_owned();
                        self.$set = Some(default);
                    }
                )*
                $($crate::defaults::Defaults::apply_defaults(&mut self.$within);)*
            }
        }
    };
}

pub(crate) use defaults;
