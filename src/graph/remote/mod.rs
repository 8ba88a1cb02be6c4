//! A graph at a SPARQL 1.1 endpoint: queries sent to it over HTTP, and what it says of itself.
//! It is only asked, never changed. Nothing else in the program touches the network.

mod address;
mod credentials;
mod dataset;
mod error;
mod exchange;
mod reply;
mod virtuoso;
mod words;

pub use address::Address;
pub use dataset::{FACTS_GRAPH, Way};
pub use error::{RemoteError, RemoteFault};
pub use reply::{Form, Reply};

use crate::entity::{Base, DEFAULT_BASE};
use crate::rdf::vocab;
use address::form;
use credentials::Credentials;
use dataset::{Facts, Situation};
use exchange::{Patience, agent, exchange};
use oxigraph::model::Literal;
use std::fmt;
use std::sync::OnceLock;
use std::time::Duration;

/// An endpoint that is asked.
pub struct Endpoint {
    address: Address,
    agent: ureq::Agent,
    credentials: Option<Credentials>,
    situation: OnceLock<Situation>,
    /// What identifiers start with as long as nothing else is known.
    usual: Base,
}

impl Endpoint {
    /// The endpoint at an address, with the credentials of the environment. It is not asked yet.
    ///
    /// # Errors
    /// If the credentials cannot be used.
    pub fn new(address: &Address) -> Result<Endpoint, RemoteError> {
        let credentials = credentials::find(address, |name| std::env::var_os(name))?;
        Ok(Endpoint {
            address: address.clone(),
            agent: agent(),
            credentials,
            situation: OnceLock::new(),
            usual: Base::default(),
        })
    }

    /// Answers a query, of which the form is known, within a time limit.
    ///
    /// `with_dataset` is false for queries that say themselves which graphs they are about.
    ///
    /// # Errors
    /// If the endpoint cannot be asked, does not take the query, or does not give the whole
    /// answer in time.
    pub fn ask(
        &self,
        query: &str,
        form: Form,
        with_dataset: bool,
        limit: Option<Duration>,
    ) -> Result<Reply, RemoteError> {
        let patience = Patience::new(limit);
        let situation = self.situation(patience)?;
        let none = Default::default();
        let dataset = if with_dataset {
            &situation.dataset
        } else {
            &none
        };
        self.send(query, form, dataset, patience)
    }

    /// What the identifiers of its graph start with; asked for if need be.
    ///
    /// # Errors
    /// As [`Endpoint::ask`].
    pub fn find_base(&self, limit: Option<Duration>) -> Result<&Base, RemoteError> {
        Ok(&self.situation(Patience::new(limit))?.base)
    }

    /// What the identifiers of its graph start with, as far as it was asked yet.
    pub fn base(&self) -> &Base {
        let known = self.situation.get();
        known.map_or(&self.usual, |situation| &situation.base)
    }

    /// How queries must be put to it.
    ///
    /// # Errors
    /// As [`Endpoint::ask`].
    pub fn way(&self, limit: Option<Duration>) -> Result<Way<'_>, RemoteError> {
        Ok(match &self.situation(Patience::new(limit))?.place {
            Facts::Default => Way::Plain,
            Facts::Told(facts) => Way::Told { facts },
            Facts::Named(facts) => Way::Named { facts },
        })
    }

    /// A filter on `?g` that leaves out the named graphs which are not of this program's graph:
    /// the server's own, those of others, and the one with the facts.
    ///
    /// # Errors
    /// As [`Endpoint::ask`].
    pub fn hidden_graphs(&self, limit: Option<Duration>) -> Result<String, RemoteError> {
        let situation = self.situation(Patience::new(limit))?;
        let mut filters = match &situation.place {
            Facts::Default => String::new(),
            Facts::Told(facts) | Facts::Named(facts) => format!("FILTER(?g != <{facts}>) "),
        };
        if situation.is_ours {
            let own = [
                situation.base.as_str(),
                DEFAULT_BASE,
                vocab::ONTOLOGY.as_str(),
            ];
            let own = own.map(|iri| format!("STRSTARTS(STR(?g), {})", Literal::from(iri)));
            filters += &format!("FILTER({})", own.join(" || "));
        }
        Ok(filters)
    }

    fn situation(&self, patience: Patience) -> Result<&Situation, RemoteError> {
        if let Some(known) = self.situation.get() {
            return Ok(known);
        }
        let found = dataset::explore(self, patience)?;
        Ok(self.situation.get_or_init(|| found))
    }

    fn send(
        &self,
        query: &str,
        kind: Form,
        dataset: &address::Dataset,
        patience: Patience,
    ) -> Result<Reply, RemoteError> {
        let graphs = |name, graphs: &'_ [String]| -> Vec<(&'static str, String)> {
            graphs.iter().map(|graph| (name, graph.clone())).collect()
        };
        let mut parameters = vec![("query", query.to_owned())];
        parameters.extend(graphs("default-graph-uri", &dataset.default));
        parameters.extend(graphs("named-graph-uri", &dataset.named));
        let body = form(
            parameters
                .iter()
                .map(|(name, value)| (*name, value.as_str())),
        );
        let response = exchange(
            &self.agent,
            self.address.url(),
            self.credentials.as_ref(),
            &body,
            kind.accept(),
            patience,
        )?;
        reply::reply(response, kind, &self.to_string(), patience)
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.address.fmt(f)
    }
}
