//! Rows as RDF, in the result set vocabulary of the W3C's Data Access working group
//! (<http://www.w3.org/2001/sw/DataAccess/tests/result-set#>).

use crate::answer::Table;
use crate::rdf::vocab::{rdf, result_set as rs};
use oxigraph::model::{BlankNode, Literal, Triple};

/// A result set with a solution for each row, in their order.
pub fn triples(table: &Table) -> Vec<Triple> {
    let set = BlankNode::new_unchecked("results");
    let mut triples = vec![Triple::new(set.clone(), rdf::TYPE, rs::RESULT_SET)];
    for column in &table.columns {
        let name = Literal::new_simple_literal(column);
        triples.push(Triple::new(set.clone(), rs::RESULT_VARIABLE, name));
    }
    let digits = table.rows.len().to_string().len();
    for (number, row) in table.rows.iter().enumerate() {
        let solution = BlankNode::new_unchecked(format!("row{number:0digits$}"));
        triples.push(Triple::new(set.clone(), rs::SOLUTION, solution.clone()));
        let index = Literal::from(i64::try_from(number + 1).unwrap_or(i64::MAX));
        triples.push(Triple::new(solution.clone(), rs::INDEX, index));
        let cells = table.columns.iter().zip(row).enumerate();
        for (at, (column, cell)) in
            cells.filter_map(|(at, (column, cell))| Some((at, (column, cell.as_ref()?))))
        {
            let binding = BlankNode::new_unchecked(format!("row{number:0digits$}cell{at}"));
            let name = Literal::new_simple_literal(column);
            triples.push(Triple::new(solution.clone(), rs::BINDING, binding.clone()));
            triples.push(Triple::new(binding.clone(), rs::VARIABLE, name));
            triples.push(Triple::new(binding, rs::VALUE, cell.clone()));
        }
    }
    triples
}
